/// Units carried in types, and their text: sizes are binary (KiB, MiB), rates are decimal (1 GB/s = 1e9 B/s).
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace gpubench {

using Seconds = std::chrono::duration<double>;
using Nanoseconds = std::chrono::duration<std::int64_t, std::nano>;

/// By the clock that never goes back.
inline Nanoseconds now() {
  return std::chrono::duration_cast<Nanoseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

/// A number of bytes; an index or a count of elements is never one.
struct Bytes {
  std::uint64_t count = 0;

  friend constexpr auto operator<=>(Bytes, Bytes) = default;
  friend constexpr Bytes operator+(Bytes a, Bytes b) { return {a.count + b.count}; }
  friend constexpr Bytes operator*(std::uint64_t n, Bytes b) { return {n * b.count}; }
  friend constexpr Bytes operator*(Bytes b, std::uint64_t n) { return {n * b.count}; }
  friend constexpr Bytes operator/(Bytes b, std::uint64_t n) { return {b.count / n}; }
};

constexpr Bytes operator""_B(unsigned long long n) {
  return {n};
}
constexpr Bytes operator""_KiB(unsigned long long n) {
  return {n << 10};
}
constexpr Bytes operator""_MiB(unsigned long long n) {
  return {n << 20};
}
constexpr Bytes operator""_GiB(unsigned long long n) {
  return {n << 30};
}

/// Floating-point operations; a fused multiply-add counts two. A double: 2mnk overflows nothing and is exact
/// to 2^53.
struct Flops {
  double count = 0;
};

/// "96KiB", "4MiB", "8B": the largest binary unit that divides the size exactly, so that text and size
/// round-trip.
std::string format_size(Bytes size);

/// Reads "4MiB", "4M" (binary too, as in numfmt --from=iec), "4096" and "8B".
/// Throws std::invalid_argument where the text is no size or does not fit 64 bits.
Bytes parse_size(std::string_view text);

}  // namespace gpubench
