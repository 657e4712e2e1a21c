#include "bench/numerics/activation_reference.hpp"

#include <cmath>
#include <numbers>

namespace gpubench {
namespace {

double magnitude_of(Activation function, double x) {
  if (function == Activation::gelu) return std::abs(x);
  return std::abs(activation_of(function, x));
}

}  // namespace

double activation_of(Activation function, double x) {
  switch (function) {
    case Activation::relu:
      return x > 0 ? x : 0;
    case Activation::gelu:
      return x / 2 * (1 + std::erf(x / std::numbers::sqrt2));
    case Activation::tanh:
      return std::tanh(x);
  }
  return 0;
}

Verdict check_activation(Activation function, RowShape shape, std::span<const float> x,
                         std::span<const float> y, const RowCheck& check) {
  const auto reference = [&](std::uint64_t row, const RowExpectation& of) {
    for (std::uint64_t column = 0; column < shape.columns; ++column) {
      const auto value = static_cast<double>(x[row * shape.columns + column]);
      of.values[column] = activation_of(function, value);
      of.magnitudes[column] = magnitude_of(function, value);
    }
    return 0.0;
  };
  if (function == Activation::relu) return check_rows_exact(shape, y, reference, check);
  return check_rows(shape, y, reference, {8, 64}, check);
}

}  // namespace gpubench
