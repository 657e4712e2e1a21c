#include "bench/numerics/layer_norm_gradients.hpp"

#include <algorithm>
#include <cmath>

#include "bench/numerics/parallel.hpp"

namespace gpubench {
namespace {

/// One element: gamma dy, the normalised x, and the magnitude behind it.
struct Element {
  double dy, g, n, n_magnitude;
};

Element element_of(const LayerNormGradients& of, std::uint64_t row, std::uint64_t column) {
  const std::uint64_t i = row * of.shape.columns + column;
  const double x = static_cast<double>(of.x[i]), dy = static_cast<double>(of.dy[i]);
  const double mean = of.mean[row], inverse = of.inverse_sigma[row];
  return {dy, dy * static_cast<double>(of.gamma[column]), (x - mean) * inverse,
          (std::abs(x) + std::abs(mean)) * inverse};
}

double dx_row(const LayerNormGradients& of, std::uint64_t row, const RowExpectation& expected) {
  const auto columns = static_cast<double>(of.shape.columns);
  double g = 0, gn = 0, g_magnitude = 0, gn_magnitude = 0;
  for (std::uint64_t c = 0; c < of.shape.columns; ++c) {
    const Element e = element_of(of, row, c);
    g += e.g / columns;
    gn += e.g * e.n / columns;
    g_magnitude += std::abs(e.g) / columns;
    gn_magnitude += std::abs(e.g) * e.n_magnitude / columns;
  }
  for (std::uint64_t c = 0; c < of.shape.columns; ++c) {
    const Element e = element_of(of, row, c);
    expected.values[c] = of.inverse_sigma[row] * (e.g - g - e.n * gn);
    expected.magnitudes[c] =
        of.inverse_sigma[row] * (std::abs(e.g) + g_magnitude + e.n_magnitude * gn_magnitude);
  }
  return 0;
}

/// term(element) -> {value, magnitude}, summed over all rows of each column.
template <class Term>
Verdict check_columns(const LayerNormGradients& of, std::span<const float> found, double phi, RowCheck check,
                      const Term& term) {
  const auto reference = [&](std::uint64_t, const RowExpectation& expected) {
    std::fill(expected.values.begin(), expected.values.end(), 0);
    std::fill(expected.magnitudes.begin(), expected.magnitudes.end(), 0);
    // Columns are cut among threads: each reads a part of every row.
    for_parts(of.shape.columns, 16, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
      for (std::uint64_t row = 0; row < of.shape.rows; ++row) {
        for (std::uint64_t c = begin; c < end; ++c) {
          const auto [value, magnitude] = term(element_of(of, row, c));
          expected.values[c] += value;
          expected.magnitudes[c] += magnitude;
        }
      }
    });
    return 0.0;
  };
  check.output = kF32;  // whatever the type of x
  return check_rows({1, of.shape.columns}, found, reference, {phi, static_cast<double>(of.shape.rows) + 16},
                    check);
}

struct Term {
  double value, magnitude;
};

}  // namespace

Verdict check_layer_norm_dx(const LayerNormGradients& of, std::span<const float> dx, const RowCheck& check) {
  const auto reference = [&](std::uint64_t row, const RowExpectation& expected) {
    return dx_row(of, row, expected);
  };
  const auto columns = static_cast<double>(of.shape.columns);
  return check_rows(of.shape, dx, reference, {8 + 2 * std::sqrt(columns), columns}, check);
}

Verdict check_layer_norm_dgamma(const LayerNormGradients& of, std::span<const float> dgamma,
                                const RowCheck& check) {
  const double phi = 8 + std::sqrt(static_cast<double>(of.shape.rows));
  return check_columns(of, dgamma, phi, check, [](const Element& e) {
    return Term{e.dy * e.n, std::abs(e.dy) * e.n_magnitude};
  });
}

Verdict check_layer_norm_dbeta(const LayerNormGradients& of, std::span<const float> dbeta,
                               const RowCheck& check) {
  const double phi = std::max(4.0, std::sqrt(static_cast<double>(of.shape.rows)));
  return check_columns(of, dbeta, phi, check, [](const Element& e) { return Term{e.dy, std::abs(e.dy)}; });
}

}  // namespace gpubench
