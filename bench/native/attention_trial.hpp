/// The trial of attention.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/numerics/attention_reference.hpp"
#include "kernels/host/attention.hpp"

namespace gpubench {

template <class T>
using AttentionKernel = void (*)(Stream&, const kernels::TypedAttentionArguments<T>&);

/// The timed inputs are of family R. verify() judges that output against the reference, computes once more
/// with inputs that make each query select one key and checks every element exactly, then repeats the timed
/// operation, which must give the same bits. Throws std::bad_alloc. T: float, F16, Bf16.
template <class T>
std::unique_ptr<Trial> make_attention_trial(AttentionKernel<T> kernel, const AttentionShape& shape,
                                            Context& context);

}  // namespace gpubench
