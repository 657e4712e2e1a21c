#include "kernels/host/norm.hpp"

#include <cmath>

#include "kernels/host/row_sums.hpp"

namespace gpubench::kernels {
namespace {

/// In two passes over a row the caches hold: the mean of squares less the square of the mean would lose what
/// they have in common.
void layernorm_row(const NormArguments& a, const float* x, float* y) {
  const auto columns = static_cast<float>(a.columns);
  const float mean = sum_row(x, a.columns) / columns;
  const float squares =
      sum_row_of(x, a.columns, [mean](float value) { return (value - mean) * (value - mean); });
  const float scale = 1 / std::sqrt(squares / columns + a.epsilon);
  for (std::size_t c = 0; c < a.columns; ++c) y[c] = (x[c] - mean) * scale * a.gamma[c] + a.beta[c];
}

void rmsnorm_row(const NormArguments& a, const float* x, float* y) {
  const float squares = sum_row_of(x, a.columns, [](float value) { return value * value; });
  const float scale = 1 / std::sqrt(squares / static_cast<float>(a.columns) + a.epsilon);
  for (std::size_t c = 0; c < a.columns; ++c) y[c] = x[c] * scale * a.gamma[c];
}

}  // namespace

void layernorm(const NormArguments& a) {
#pragma omp parallel for schedule(static) num_threads(a.threads)
  for (std::size_t row = 0; row < a.rows; ++row) {
    layernorm_row(a, a.x + row * a.columns, a.y + row * a.columns);
  }
}

void rmsnorm(const NormArguments& a) {
#pragma omp parallel for schedule(static) num_threads(a.threads)
  for (std::size_t row = 0; row < a.rows; ++row) {
    rmsnorm_row(a, a.x + row * a.columns, a.y + row * a.columns);
  }
}

}  // namespace gpubench::kernels
