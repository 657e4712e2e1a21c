/// Softmax as built for one instruction set. Isa as in lanes.hpp.
#pragma once
#include <limits>

#include "kernels/host/exponential.hpp"
#include "kernels/host/row_body.hpp"
#include "kernels/host/softmax.hpp"

namespace gpubench::kernels {

template <class Isa>
float find_max(const float* x, std::size_t columns) {
  using Wide = Lanes<Isa, float>;
  using Vector = typename Wide::Vector;
  Vector largest[kRowSlots];
  for (Vector& slot : largest) slot = Wide::all(x[0]);
  over_row<Isa>(columns, [&](std::size_t first, std::size_t count, std::size_t slot) {
    const Vector value = load_row<Isa>(x + first, count, x[0]);
    largest[slot] = value > largest[slot] ? value : largest[slot];
  });
  float max = x[0];
  for (const Vector& slot : largest) {
    for (std::size_t lane = 0; lane < Wide::count; ++lane) max = slot[lane] > max ? slot[lane] : max;
  }
  return max;
}

template <class Isa>
void softmax_row(const float* x, float* y, std::size_t columns) {
  using Wide = Lanes<Isa, float>;
  using Vector = typename Wide::Vector;
  const Vector max = Wide::all(find_max<Isa>(x, columns));
  constexpr float below_all = -std::numeric_limits<float>::infinity();  // Its exponential is 0.
  Vector sums[kRowSlots] = {};
  over_row<Isa>(columns, [&](std::size_t first, std::size_t count, std::size_t slot) {
    const Vector e = exponential<Isa>(load_row<Isa>(x + first, count, below_all) - max);
    sums[slot] += e;
    store_row<Isa>(y + first, count, e);
  });
  const Vector scale = Wide::all(1 / add_lanes<Isa>((sums[0] + sums[1]) + (sums[2] + sums[3])));
  over_row<Isa>(columns, [&](std::size_t first, std::size_t count, std::size_t) {
    store_row<Isa>(y + first, count, load_row<Isa>(y + first, count, 0) * scale);
  });
}

template <class Isa>
void run_softmax(const SoftmaxArguments& a) {
#pragma omp parallel for schedule(static) num_threads(a.threads)
  for (std::size_t row = 0; row < a.rows; ++row) {
    softmax_row<Isa>(a.x + row * a.columns, a.y + row * a.columns, a.columns);
  }
}

}  // namespace gpubench::kernels
