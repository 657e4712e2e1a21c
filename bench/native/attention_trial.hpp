/// The trial of attention.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/numerics/attention_reference.hpp"
#include "kernels/host/attention.hpp"

namespace gpubench {

/// The timed inputs are of family R. verify() judges that output against the reference, computes once more
/// with inputs that make each query select one key and checks every element exactly, then repeats the timed
/// operation, which must give the same bits. Throws std::bad_alloc.
std::unique_ptr<Trial> make_attention_trial(void (*kernel)(Stream&, const kernels::AttentionArguments&),
                                            const AttentionShape& shape, Context& context);

}  // namespace gpubench
