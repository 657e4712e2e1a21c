/// Row sums: what normalising a row needs to know of it.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

/// The sum of term(x[c]) over a row, in 16 sums at once, so that additions do not wait for one another and
/// the error grows with the length over 16.
template <class Term>
static inline float sum_row_of(const float* x, std::size_t count, Term term) {
  constexpr std::size_t lanes = 16;
  float sums[lanes] = {};
  std::size_t c = 0;
  for (; c + lanes <= count; c += lanes) {
#pragma omp simd
    for (std::size_t l = 0; l < lanes; ++l) sums[l] += term(x[c + l]);
  }
  for (std::size_t l = 0; c + l < count; ++l) sums[l] += term(x[c + l]);
  float sum = 0;
  for (const float part : sums) sum += part;
  return sum;
}

static inline float sum_row(const float* x, std::size_t count) {
  return sum_row_of(x, count, [](float value) { return value; });
}

}  // namespace gpubench::kernels
