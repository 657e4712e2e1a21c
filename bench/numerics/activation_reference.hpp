/// Whether an activation function was computed right, element by element, in float32.
#pragma once
#include <span>

#include "bench/numerics/row_check.hpp"

namespace gpubench {

/// relu: max(x, 0). gelu: x / 2 (1 + erf(x / sqrt 2)), exactly that and not its approximation by tanh.
/// Source: Hendrycks, Gimpel: Gaussian Error Linear Units (2016).
enum class Activation { relu, gelu, tanh };

/// In float64.
double activation_of(Activation function, double x);

/// relu exactly. gelu and tanh: phi = 8, and S = |x| or |tanh x|: what f32 makes of a polynomial or a
/// quotient of exponentials, no narrower unit's. |x| because libraries make erf as 1 less its complement,
/// whatever it is. x and y [rows, columns]; the rows that check_rows() chooses.
Verdict check_activation(Activation function, RowShape shape, std::span<const float> x,
                         std::span<const float> y, const RowCheck& check);

}  // namespace gpubench
