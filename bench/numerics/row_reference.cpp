#include "bench/numerics/row_reference.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gpubench {
namespace {

/// Returns max |x - m|.
double softmax_row(std::span<const float> x, const RowExpectation& of) {
  const auto [min, max] = std::minmax_element(x.begin(), x.end());
  const auto largest = static_cast<double>(*max);
  double sum = 0;
  for (std::size_t c = 0; c < x.size(); ++c) {
    sum += of.values[c] = std::exp(static_cast<double>(x[c]) - largest);
  }
  for (std::size_t c = 0; c < x.size(); ++c) of.magnitudes[c] = of.values[c] /= sum;
  return largest - static_cast<double>(*min);
}

/// mean: layer norm's, or 0.
void norm_row(std::span<const float> x, const NormScale& scale, double mean, const RowExpectation& of) {
  double squares = 0;
  for (const float value : x) {
    const double distance = static_cast<double>(value) - mean;
    squares += distance * distance;
  }
  const double sigma =
      std::sqrt(squares / static_cast<double>(x.size()) + static_cast<double>(scale.epsilon));
  for (std::size_t c = 0; c < x.size(); ++c) {
    const double value = static_cast<double>(x[c]), gamma = static_cast<double>(scale.gamma[c]);
    const double beta = scale.beta.empty() ? 0 : static_cast<double>(scale.beta[c]);
    of.values[c] = gamma * (value - mean) / sigma + beta;
    of.magnitudes[c] = std::abs(gamma) * (std::abs(value) + std::abs(mean)) / sigma + std::abs(beta);
  }
}

double mean_of(std::span<const float> x) {
  double sum = 0;
  for (const float value : x) sum += static_cast<double>(value);
  return sum / static_cast<double>(x.size());
}

/// has_mean: whether a row's mean is taken off first.
Verdict check_norm(RowShape shape, const RowMaker& x, const NormScale& scale, std::span<const float> y,
                   const RowCheck& check, bool has_mean) {
  const auto reference = [&](std::uint64_t row, const RowExpectation& of) {
    std::vector<float> input(shape.columns);
    x(row, input);
    norm_row(input, scale, has_mean ? mean_of(input) : 0, of);
    return 0.0;
  };
  const auto columns = static_cast<double>(shape.columns);
  return check_rows(shape, y, reference, {8 + 2 * std::sqrt(columns), columns}, check);
}

}  // namespace

Verdict check_softmax(RowShape shape, const RowMaker& x, std::span<const float> y, const RowCheck& check) {
  const auto reference = [&](std::uint64_t row, const RowExpectation& of) {
    std::vector<float> input(shape.columns);
    x(row, input);
    return softmax_row(input, of);
  };
  const auto columns = static_cast<double>(shape.columns);
  const double kept = check.output == kF32 ? 0 : check.output.roundoff() / kF32.roundoff();
  return check_rows(shape, y, reference, {8 + std::sqrt(columns) + kept, columns + kept}, check);
}

Verdict check_layernorm(RowShape shape, const RowMaker& x, const NormScale& scale, std::span<const float> y,
                        const RowCheck& check) {
  return check_norm(shape, x, scale, y, check, true);
}

Verdict check_rmsnorm(RowShape shape, const RowMaker& x, const NormScale& scale, std::span<const float> y,
                      const RowCheck& check) {
  return check_norm(shape, x, {scale.gamma, {}, scale.epsilon}, y, check, false);
}

}  // namespace gpubench
