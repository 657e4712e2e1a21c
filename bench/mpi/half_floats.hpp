/// Sums and maxima of 16-bit floats on the host: what an MPI without such types is given to reduce them by.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>

#include "bench/numerics/formats.hpp"

namespace gpubench {

/// Exact.
inline float to_f32(Bf16 value) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(value.bits) << 16);
}
inline float to_f32(F16 value) {
  const std::uint32_t sign = (value.bits & 0x8000U) << 16, magnitude = value.bits & 0x7fffU;
  // The exponent's bias, 15 or 127, is made up for by a product, which sets subnormals right as well.
  const float finite = std::bit_cast<float>(magnitude << 13) * 0x1p112F;
  const std::uint32_t bits =
      magnitude < 0x7c00U ? std::bit_cast<std::uint32_t>(finite) : 0x7f800000U | (magnitude & 0x3ffU) << 13;
  return std::bit_cast<float>(bits | sign);
}

/// To nearest, ties to even; subnormals kept, infinity beyond the largest. A NaN is the format's usual one.
template <class Half>
Half from_f32(float value);

template <>
inline Bf16 from_f32<Bf16>(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t rounded = (bits + 0x7fffU + (bits >> 16 & 1U)) >> 16;
  return {static_cast<std::uint16_t>(value == value ? rounded : 0x7fc0U)};
}

template <>
inline F16 from_f32<F16>(float value) {
  constexpr std::uint32_t overflow = 0x477ff000U;  // 65520: halfway between the largest value and 2^16
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = bits >> 16 & 0x8000U, magnitude = bits & 0x7fffffffU;
  // Beside 1/2 an f32 counts in steps of 2^-24, as f16 does below its smallest normal number, 2^-14.
  const std::uint32_t subnormal = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) + 0.5F) -
                                  std::bit_cast<std::uint32_t>(0.5F);
  const std::uint32_t normal = (magnitude - (112U << 23) + 0xfffU + (magnitude >> 13 & 1U)) >> 13;
  std::uint32_t half = magnitude < std::bit_cast<std::uint32_t>(0x1p-14F) ? subnormal : normal;
  if (magnitude >= overflow) half = 0x7c00U;
  if (value != value) half = 0x7e00U;
  return {static_cast<std::uint16_t>(half | sign)};
}

/// to[i] = to[i] + from[i], rounded to Half: what an addition of the type itself gives. That it is rounded to
/// f32 first changes nothing, since f32 has at least twice the type's digits and two more.
/// Source: S. Figueroa, When is double rounding innocuous?, SIGNUM Newsletter 30(3), 1995.
template <class Half>
void add_to(std::span<Half> to, std::span<const Half> from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] = from_f32<Half>(to_f32(to[i]) + to_f32(from[i]));
}

/// to[i] = max(to[i], from[i]).
template <class Half>
void raise_to(std::span<Half> to, std::span<const Half> from) {
  for (std::size_t i = 0; i < to.size(); ++i)
    to[i] = from_f32<Half>(std::max(to_f32(to[i]), to_f32(from[i])));
}

}  // namespace gpubench
