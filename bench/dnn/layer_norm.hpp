/// layer_norm by a library: forward and backward, over the rows of a matrix, on any backend that brings one.
#pragma once
#include <memory>

#include "bench/dnn/operation.hpp"
#include "bench/dnn/rows.hpp"
#include "bench/numerics/spread.hpp"

namespace gpubench {

/// Forward: y[r,c] = gamma[c] (x[r,c] - mean_r) / sqrt(variance_r + kNormEpsilon) + beta[c]. Tensors: x,
/// gamma, beta, y. Backward: dx, dgamma, dbeta of it (bench/numerics/layer_norm_gradients.hpp). Tensors: x,
/// gamma, mean, spread, dy, dx, dgamma, dbeta. All but x, y and their gradients are f32 whatever the type, as
/// libraries have them.
struct LayerNormCase {
  ElementType type = ElementType::f32;
  bool backward = false;
  RowShape shape;
};

/// What PyTorch takes where nothing is said (torch.nn.LayerNorm, BatchNorm2d).
inline constexpr float kNormEpsilon = 1e-5F;

/// spread: what the library keeps of a row beside the mean.
std::unique_ptr<Benchmark> make_layer_norm_benchmark(OperationLibrary<LayerNormCase> library, Spread spread);

}  // namespace gpubench
