/// Floating-point formats: what rounding to one does, on the host, and the storage of those C++20 has no type
/// for.
#pragma once
#include <cstdint>

namespace gpubench {

/// Significant bits (the hidden one included) and the exponents of the smallest and largest normal number.
struct FloatFormat {
  int precision;
  int exponent_min;
  int exponent_max;

  /// Unit roundoff 2^-precision.
  double roundoff() const;
  friend bool operator==(const FloatFormat&, const FloatFormat&) = default;
};

inline constexpr FloatFormat kF64{53, -1022, 1023};
inline constexpr FloatFormat kF32{24, -126, 127};
inline constexpr FloatFormat kTf32{11, -126, 127};
inline constexpr FloatFormat kBf16{8, -126, 127};
inline constexpr FloatFormat kF16{11, -14, 15};
/// E4M3 without infinities; the largest value is 448, since the code of 480 is the NaN.
/// Source: OCP 8-bit Floating Point Specification (OFP8), 2023.
inline constexpr FloatFormat kE4m3{4, -6, 8};

/// To the nearest value of the format, ties to even; subnormals kept, infinity beyond the largest.
double round_to(FloatFormat format, double value);

/// The distance of neighbouring values of the format at that value; of the smallest ones at 0.
double ulp_of(FloatFormat format, double value);

struct F16 {
  std::uint16_t bits = 0;
  friend bool operator==(F16, F16) = default;
};
struct Bf16 {
  std::uint16_t bits = 0;
  friend bool operator==(Bf16, Bf16) = default;
};

/// Stored as an f32 whose lowest 13 bits are 0.
struct Tf32 {
  float value = 0;
  friend bool operator==(Tf32, Tf32) = default;
};
struct E4m3 {
  std::uint8_t bits = 0;
  friend bool operator==(E4m3, E4m3) = default;
};

F16 to_f16(double value);
Bf16 to_bf16(double value);
Tf32 to_tf32(double value);
/// NaN beyond 448.
E4m3 to_e4m3(double value);
double to_double(F16 value);
double to_double(Bf16 value);
double to_double(Tf32 value);
double to_double(E4m3 value);

}  // namespace gpubench
