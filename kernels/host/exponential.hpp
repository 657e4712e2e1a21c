/// Exponential: e^x of a vector. Isa as in lanes.hpp.
#pragma once
#include <cstdint>

#include "kernels/host/lanes.hpp"

namespace gpubench::kernels {

/// For values x <= 0; 0 below -87, where the result would be no normal number. Off by at most 2 units in the
/// last place: x = n ln 2 + r with |r| <= ln 2 / 2, e^r by its Taylor polynomial of degree 7 (next term
/// 1e-8), ln 2 in two parts after Cody and Waite (Software Manual for the Elementary Functions, 1980).
template <class Isa>
typename Lanes<Isa, float>::Vector exponential(const typename Lanes<Isa, float>::Vector& value) {
  using Vector = typename Lanes<Isa, float>::Vector;
  typedef std::int32_t Bits __attribute__((vector_size(Isa::vector_bytes)));
  const Vector lowest = Lanes<Isa, float>::all(-87.0F);
  const Vector x = value < lowest ? lowest : value;
  constexpr float log2_e = 0x1.715476p+0F, ln2_high = 0x1.63p-1F, ln2_low = -0x1.bd0106p-13F;
  constexpr float to_integer = 0x1.8p+23F;  // Adding it rounds to a whole number, in the low bits.
  const Vector shifted = x * log2_e + to_integer;
  const Vector n = shifted - to_integer;
  const Vector r = (x - n * ln2_high) - n * ln2_low;
  Vector e = r * (1.0F / 5040) + 1.0F / 720;
  e = e * r + 1.0F / 120;
  e = e * r + 1.0F / 24;
  e = e * r + 1.0F / 6;
  e = e * r + 0.5F;
  e = e * r + 1.0F;
  e = e * r + 1.0F;
  const Bits power = ((Bits)shifted + 127) << 23;
  const Bits kept = (Bits)(value >= lowest);  // All bits where it is so, none elsewhere.
  return e * (Vector)(power & kept);
}

}  // namespace gpubench::kernels
