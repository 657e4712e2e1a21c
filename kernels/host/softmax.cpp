#include "kernels/host/softmax.hpp"

#include "kernels/host/exponential.hpp"
#include "kernels/host/row_sums.hpp"

namespace gpubench::kernels {
namespace {

float find_max(const float* x, std::size_t count) {
  float max = x[0];
#pragma omp simd reduction(max : max)
  for (std::size_t c = 0; c < count; ++c) max = x[c] > max ? x[c] : max;
  return max;
}

void softmax_row(const float* x, float* y, std::size_t columns) {
  const float max = find_max(x, columns);
#pragma omp simd
  for (std::size_t c = 0; c < columns; ++c) y[c] = exponential(x[c] - max);
  const float scale = 1 / sum_row(y, columns);
  for (std::size_t c = 0; c < columns; ++c) y[c] *= scale;
}

}  // namespace

void softmax(const SoftmaxArguments& a) {
#pragma omp parallel for schedule(static) num_threads(a.threads)
  for (std::size_t row = 0; row < a.rows; ++row) {
    softmax_row(a.x + row * a.columns, a.y + row * a.columns, a.columns);
  }
}

}  // namespace gpubench::kernels
