/// Whether softmax, layer norm and RMS norm of the rows of a matrix were computed right, in float32.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "bench/numerics/row_check.hpp"

namespace gpubench {

/// Writes row r of the input, as the operation had it.
using RowMaker = std::function<void(std::uint64_t row, std::span<float> x)>;

// All of them compare whole rows with a reference in float64, as check_rows() chooses them. y[rows, columns].

/// phi = 8 + max |x - m| over the rows compared + sqrt L, S = p: an error of x - m is multiplied by the
/// exponential, the sum has L terms. A narrower y is allowed one rounding more: oneDNN keeps the exponentials
/// in it before they are divided.
Verdict check_softmax(RowShape shape, const RowMaker& x, std::span<const float> y, const RowCheck& check);

/// What every row is scaled with, of shape.columns elements each. beta is empty where nothing is added.
struct NormScale {
  std::span<const float> gamma, beta;
  float epsilon = 0;
};

/// phi = 8 + 2 sqrt L: mean and variance have L terms each; S = |gamma| (|x| + |mu|) / sigma + |beta|.
Verdict check_layernorm(RowShape shape, const RowMaker& x, const NormScale& scale, std::span<const float> y,
                        const RowCheck& check);

/// As layer norm with mu = 0 and without beta.
Verdict check_rmsnorm(RowShape shape, const RowMaker& x, const NormScale& scale, std::span<const float> y,
                      const RowCheck& check);

}  // namespace gpubench
