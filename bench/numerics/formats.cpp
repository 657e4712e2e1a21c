#include "bench/numerics/formats.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gpubench {
namespace {

constexpr double kE4m3Largest = 448;

/// The bits of a value that the format holds exactly.
std::uint16_t encode(FloatFormat format, double value) {
  const int fraction_bits = format.precision - 1;
  const auto sign = static_cast<std::uint16_t>(std::signbit(value) ? 0x8000 : 0);
  const int infinity = (format.exponent_max + 1 - format.exponent_min + 1) << fraction_bits;
  if (std::isnan(value)) return static_cast<std::uint16_t>(sign | infinity | (1 << (fraction_bits - 1)));
  if (std::isinf(value)) return static_cast<std::uint16_t>(sign | infinity);
  if (value == 0) return sign;
  const int exponent = std::max(std::ilogb(value), format.exponent_min);
  // The hidden bit of a normal number adds one to the exponent field; a subnormal has none, and its field
  // stays 0.
  const int significand = static_cast<int>(std::ldexp(std::abs(value), fraction_bits - exponent));
  return static_cast<std::uint16_t>(sign |
                                    (((exponent - format.exponent_min) << fraction_bits) + significand));
}

double decode(FloatFormat format, std::uint16_t bits) {
  const int fraction_bits = format.precision - 1;
  const int field = (bits & 0x7fff) >> fraction_bits;
  const int fraction = bits & ((1 << fraction_bits) - 1);
  const double sign = (bits & 0x8000) != 0 ? -1 : 1;
  if (field == format.exponent_max + 1 - format.exponent_min + 1) {
    return fraction != 0 ? std::numeric_limits<double>::quiet_NaN() : sign * HUGE_VAL;
  }
  const int significand = field == 0 ? fraction : fraction | (1 << fraction_bits);
  return sign * std::ldexp(significand, std::max(field - 1, 0) + format.exponent_min - fraction_bits);
}

}  // namespace

double FloatFormat::roundoff() const {
  return std::ldexp(1.0, -precision);
}

double ulp_of(FloatFormat format, double value) {
  const int exponent = value == 0 || !std::isfinite(value) ? format.exponent_min : std::ilogb(value);
  return std::ldexp(1.0, std::max(exponent, format.exponent_min) - (format.precision - 1));
}

double round_to(FloatFormat format, double value) {
  if (!std::isfinite(value) || value == 0) return value;
  const double ulp = ulp_of(format, value);
  const double rounded = std::nearbyint(value / ulp) * ulp;
  const double largest = std::ldexp(2 - std::ldexp(1.0, 1 - format.precision), format.exponent_max);
  return std::abs(rounded) > largest ? std::copysign(HUGE_VAL, value) : rounded;
}

F16 to_f16(double value) {
  return {encode(kF16, round_to(kF16, value))};
}
Bf16 to_bf16(double value) {
  return {encode(kBf16, round_to(kBf16, value))};
}
Tf32 to_tf32(double value) {
  return {static_cast<float>(round_to(kTf32, value))};
}
E4m3 to_e4m3(double value) {
  const double rounded = round_to(kE4m3, value);
  if (!(std::abs(rounded) <= kE4m3Largest))
    return {static_cast<std::uint8_t>(std::signbit(value) ? 0xff : 0x7f)};
  // The sign moves from the highest bit of sixteen to that of eight.
  const std::uint16_t wide = encode(kE4m3, rounded);
  return {static_cast<std::uint8_t>((wide >> 8 & 0x80) | (wide & 0x7f))};
}
double to_double(F16 value) {
  return decode(kF16, value.bits);
}
double to_double(Bf16 value) {
  return decode(kBf16, value.bits);
}
double to_double(Tf32 value) {
  return value.value;
}
double to_double(E4m3 value) {
  if ((value.bits & 0x7f) == 0x7f) return std::numeric_limits<double>::quiet_NaN();
  return decode(kE4m3, static_cast<std::uint16_t>((value.bits & 0x80) << 8 | (value.bits & 0x7f)));
}

}  // namespace gpubench
