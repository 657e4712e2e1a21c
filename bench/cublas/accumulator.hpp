/// AccumulatorProbe: a product that shows how many significant bits the sums of e4m3 keep. No vendor header.
#pragma once
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/gemm_reference.hpp"

namespace gpubench {

/// Sums 2^16 + 2^(16-q) - 2^16, all within one instruction's 32 products, so that what the middle term keeps
/// of itself is what the accumulator holds beside 2^16: an accumulator of p bits keeps it while q < p.
/// Element (0, j) has q = j and element (1, j) q = 15 + j, for j <= 17; all else is 0.
struct AccumulatorProbe {
  static constexpr GemmShape kShape{16, 32, 32};
  /// 2^8 and 2^-9 are powers of two that e4m3 holds.
  static constexpr int kSteps = 18;
  static constexpr int kSecondRow = 15;
  static constexpr int kQMax = kSecondRow + kSteps - 1;

  static std::vector<E4m3> a() {
    std::vector<E4m3> values(kShape.m * kShape.k);
    for (std::uint64_t row = 0; row < 2; ++row) {
      E4m3* const terms = values.data() + row * kShape.k;
      terms[0] = terms[2] = to_e4m3(256);
      terms[1] = to_e4m3(std::ldexp(1.0, row == 0 ? 8 : 8 - kSecondRow));
    }
    return values;
  }

  /// Row-major [k,n].
  static std::vector<E4m3> b() {
    std::vector<E4m3> values(kShape.k * kShape.n);
    for (int j = 0; j < kSteps; ++j) {
      values[static_cast<std::size_t>(j)] = to_e4m3(256);
      values[kShape.n + static_cast<std::size_t>(j)] = to_e4m3(std::ldexp(1.0, 8 - j));
      values[2 * kShape.n + static_cast<std::size_t>(j)] = to_e4m3(-256);
    }
    return values;
  }

  /// p: one more than the largest q to which every term was kept; 33 says 33 or more, 0 that even 2^16 was
  /// lost.
  static int bits(std::span<const Bf16> c) {
    int q = 0;
    while (q <= kQMax && kept(c, q)) ++q;
    return q;
  }

 private:
  static bool kept(std::span<const Bf16> c, int q) {
    const bool second = q >= kSteps;
    const std::uint64_t place =
        static_cast<std::uint64_t>(second ? q - kSecondRow : q) + (second ? kShape.n : 0);
    return to_double(c[place]) == std::ldexp(1.0, 16 - q);
  }
};

}  // namespace gpubench
