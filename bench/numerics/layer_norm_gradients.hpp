/// Whether the gradients of layer norm were computed right, in float32: x, dy and dx [rows, columns],
/// row-major, gamma, dgamma and dbeta one for each column, mean and inverse_sigma one for each row.
#pragma once
#include <span>
#include <vector>

#include "bench/numerics/row_check.hpp"

namespace gpubench {

/// As the operation had it.
struct LayerNormGradients {
  RowShape shape;
  std::span<const float> x, gamma, dy;
  std::vector<double> mean, inverse_sigma;
};

/// dx = inverse_sigma (g - mean of g - n mean of g n), with g = gamma dy and n = (x - mean) inverse_sigma.
/// phi = 8 + 2 sqrt(columns), S = inverse_sigma (|g| + mean of |g| + |n| mean of |g n|), where |n| stands for
/// (|x| + |mean|) inverse_sigma. The rows that check_rows() chooses.
Verdict check_layer_norm_dx(const LayerNormGradients& of, std::span<const float> dx, const RowCheck& check);

/// dgamma = sum over rows of dy n, of every column: phi = 8 + sqrt(rows), S = sum |dy| |n|.
Verdict check_layer_norm_dgamma(const LayerNormGradients& of, std::span<const float> dgamma,
                                const RowCheck& check);

/// dbeta = sum over rows of dy, of every column: phi = max(4, sqrt(rows)), S = sum |dy|.
Verdict check_layer_norm_dbeta(const LayerNormGradients& of, std::span<const float> dbeta,
                               const RowCheck& check);

}  // namespace gpubench
