/// batch_norm by a library: forward, in training and in inference, on any backend that brings one.
#pragma once
#include <memory>

#include "bench/dnn/layer_norm.hpp"
#include "bench/dnn/operation.hpp"
#include "bench/numerics/batch_norm_reference.hpp"

namespace gpubench {

/// y[n,p,q,c] = gamma[c] (x[n,p,q,c] - mean_c) / sqrt(variance_c + kNormEpsilon) + beta[c], NHWC. Tensors in
/// training: x, gamma, beta, y, mean, spread, the statistics being those of x; in inference: x, gamma, beta,
/// mean, spread, y. All but x and y are f32 whatever the type.
struct BatchNormCase {
  ElementType type = ElementType::f32;
  bool training = true;
  std::uint64_t batch = 0, channels = 0, image = 0;

  /// [pixels, channels]
  RowShape shape() const { return {batch * image * image, channels}; }
};

/// spread: what the library keeps beside the mean.
std::unique_ptr<Benchmark> make_batch_norm_benchmark(OperationLibrary<BatchNormCase> library, Spread spread);

}  // namespace gpubench
