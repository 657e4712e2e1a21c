/// Exponential: e^x in a few operations that every compiler turns into vector instructions.
#pragma once
#include <bit>
#include <cstdint>

namespace gpubench::kernels {

/// For values x <= 0; 0 below -87, where the result would be no normal number. Off by at most 2 units in the
/// last place: x = n ln 2 + r with |r| <= ln 2 / 2, e^r by its Taylor polynomial of degree 7 (next term
/// 1e-8), ln 2 in two parts after Cody and Waite (Software Manual for the Elementary Functions, 1980).
static inline float exponential(float value) {
  const float x = value < -87.0F ? -87.0F : value;
  constexpr float log2_e = 0x1.715476p+0F, ln2_high = 0x1.63p-1F, ln2_low = -0x1.bd0106p-13F;
  constexpr float to_integer = 0x1.8p+23F;  // Adding it rounds to a whole number, in the low bits.
  const float shifted = x * log2_e + to_integer;
  const float n = shifted - to_integer;
  const float r = (x - n * ln2_high) - n * ln2_low;
  float e = 1.0F / 5040;
  e = e * r + 1.0F / 720;
  e = e * r + 1.0F / 120;
  e = e * r + 1.0F / 24;
  e = e * r + 1.0F / 6;
  e = e * r + 0.5F;
  e = e * r + 1.0F;
  e = e * r + 1.0F;
  const std::uint32_t power = (std::bit_cast<std::uint32_t>(shifted) + 127) << 23;
  const std::uint32_t kept =
      value < -87.0F ? 0 : ~0U;  // A mask, since a branch keeps loops from being vectors.
  return e * std::bit_cast<float>(power & kept);
}

}  // namespace gpubench::kernels
