/// Layer norm and RMS norm as built for one instruction set. Isa as in lanes.hpp.
#pragma once
#include "kernels/host/norm.hpp"
#include "kernels/host/row_body.hpp"

namespace gpubench::kernels {

/// In two passes over a row the caches hold: the mean of squares less the square of the mean would lose what
/// they have in common.
template <class Isa>
void layernorm_row(const NormArguments& a, const float* x, float* y) {
  using Vector = typename Lanes<Isa, float>::Vector;
  const auto columns = static_cast<float>(a.columns);
  const float mean = sum_row<Isa>(x, a.columns, 0, [](const Vector& value) { return value; }) / columns;
  const float squares = sum_row<Isa>(x, a.columns, mean,
                                     [mean](const Vector& value) { return (value - mean) * (value - mean); });
  const float scale = 1 / __builtin_sqrtf(squares / columns + a.epsilon);
  over_row<Isa>(a.columns, [&](std::size_t first, std::size_t count, std::size_t) {
    const Vector value = (load_row<Isa>(x + first, count, 0) - mean) * scale;
    store_row<Isa>(
        y + first, count,
        value * load_row<Isa>(a.gamma + first, count, 0) + load_row<Isa>(a.beta + first, count, 0));
  });
}

template <class Isa>
void rmsnorm_row(const NormArguments& a, const float* x, float* y) {
  using Vector = typename Lanes<Isa, float>::Vector;
  const float squares = sum_row<Isa>(x, a.columns, 0, [](const Vector& value) { return value * value; });
  const float scale = 1 / __builtin_sqrtf(squares / static_cast<float>(a.columns) + a.epsilon);
  over_row<Isa>(a.columns, [&](std::size_t first, std::size_t count, std::size_t) {
    const Vector value = load_row<Isa>(x + first, count, 0) * scale;
    store_row<Isa>(y + first, count, value * load_row<Isa>(a.gamma + first, count, 0));
  });
}

template <class Isa>
void run_layernorm(const NormArguments& a) {
#pragma omp parallel for schedule(static) num_threads(a.threads)
  for (std::size_t row = 0; row < a.rows; ++row) {
    layernorm_row<Isa>(a, a.x + row * a.columns, a.y + row * a.columns);
  }
}

template <class Isa>
void run_rmsnorm(const NormArguments& a) {
#pragma omp parallel for schedule(static) num_threads(a.threads)
  for (std::size_t row = 0; row < a.rows; ++row) {
    rmsnorm_row<Isa>(a, a.x + row * a.columns, a.y + row * a.columns);
  }
}

}  // namespace gpubench::kernels
