/// The trial of convolution.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/dnn/convolution.hpp"
#include "bench/dnn/product.hpp"
#include "bench/numerics/convolution_shape.hpp"

namespace gpubench {

struct ConvolutionCase {
  ConvolutionType type;
  ConvolutionPass pass;
  ConvolutionShape shape;
};

/// The timed inputs are of family R. verify() judges that output against the reference; computes once more
/// with family E and checks every element exactly, unless the algorithm transforms its inputs; then repeats
/// the timed pass: BOUNDED where its bits differ from before although the library promises that they do not.
/// Throws std::bad_alloc.
std::unique_ptr<Trial> make_convolution_trial(const ConvolutionCase& of,
                                              std::unique_ptr<ConvolutionProduct> product, Context& context);

}  // namespace gpubench
