/// The trial of gemm.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/libraries/gemm_product.hpp"
#include "bench/libraries/gemm_type.hpp"
#include "bench/numerics/gemm_reference.hpp"

namespace gpubench {

/// The timed inputs are of family R, whose bits toggle as real data's do. verify() judges that output against
/// the reference, then computes once more with family E and checks every element exactly, then repeats the
/// timed product: BOUNDED where its bits differ from before. Of integers both families are exact. Promise:
/// identical with one library version, architecture and stream; products that do not promise it excepted, as
/// split-K with atomics.
/// Throws std::bad_alloc.
std::unique_ptr<Trial> make_gemm_trial(GemmType type, const GemmShape& shape,
                                       std::unique_ptr<GemmProduct> product, Context& context);

}  // namespace gpubench
