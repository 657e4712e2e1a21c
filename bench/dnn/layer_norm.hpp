/// layer_norm by a library: forward, over the rows of a matrix, on any backend that brings one.
#pragma once
#include <memory>

#include "bench/dnn/operation.hpp"
#include "bench/dnn/rows.hpp"

namespace gpubench {

/// y[r,c] = gamma[c] (x[r,c] - mean_r) / sqrt(variance_r + epsilon) + beta[c]. Tensors: x, gamma, beta, y;
/// gamma and beta are f32 whatever the type, as libraries have them.
using LayerNormCase = RowCase;

/// What PyTorch takes where nothing is said (torch.nn.LayerNorm, BatchNorm2d).
inline constexpr float kNormEpsilon = 1e-5F;

std::unique_ptr<Benchmark> make_layer_norm_benchmark(OperationLibrary<LayerNormCase> library);

}  // namespace gpubench
