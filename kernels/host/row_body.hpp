/// Row body: going over a row of float32 vector by vector. Isa as in lanes.hpp.
#pragma once
#include <cstddef>

#include "kernels/host/lanes.hpp"

namespace gpubench::kernels {

/// Vectors of a row in flight: additions to as many sums do not wait for one another.
inline constexpr std::size_t kRowSlots = 4;

/// visit(first, count, slot) for each vector of a row and for what is left of one, count elements from
/// `first` on; the slots 0 .. kRowSlots - 1 come in turn, so that the same columns always share one.
template <class Isa, class Visit>
void over_row(std::size_t columns, Visit visit) {
  constexpr std::size_t width = Lanes<Isa, float>::count;
  std::size_t first = 0;
  for (; first + kRowSlots * width <= columns; first += kRowSlots * width) {
    for (std::size_t slot = 0; slot < kRowSlots; ++slot) visit(first + slot * width, width, slot);
  }
  for (std::size_t slot = 0; first < columns; first += width, ++slot) {
    visit(first, columns - first < width ? columns - first : width, slot);
  }
}

/// count elements, and `beyond` in the lanes after them.
template <class Isa>
typename Lanes<Isa, float>::Vector load_row(const float* from, std::size_t count, float beyond) {
  using Wide = Lanes<Isa, float>;
  if (count == Wide::count) return Wide::load(from);
  typename Wide::Vector value = Wide::all(beyond);
  __builtin_memcpy(&value, from, count * sizeof(float));
  return value;
}

template <class Isa>
void store_row(float* to, std::size_t count, const typename Lanes<Isa, float>::Vector& value) {
  __builtin_memcpy(to, &value, count * sizeof(float));
}

/// One after another: beside a row it costs nothing.
template <class Isa>
float add_lanes(const typename Lanes<Isa, float>::Vector& value) {
  float sum = 0;
  for (std::size_t lane = 0; lane < Lanes<Isa, float>::count; ++lane) sum += value[lane];
  return sum;
}

/// The sum of term(vector) over a row. What lies beyond the row's end is `beyond`, whose term must be 0.
template <class Isa, class Term>
float sum_row(const float* x, std::size_t columns, float beyond, Term term) {
  using Wide = Lanes<Isa, float>;
  typename Wide::Vector sums[kRowSlots] = {};
  over_row<Isa>(columns, [&](std::size_t first, std::size_t count, std::size_t slot) {
    sums[slot] += term(load_row<Isa>(x + first, count, beyond));
  });
  return add_lanes<Isa>((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

}  // namespace gpubench::kernels
