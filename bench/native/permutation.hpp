/// Permutation: places in no order, each known from its index alone, and the index from the place.
#pragma once
#include <array>
#include <cstdint>

#include "kernels/host/mix.hpp"

namespace gpubench {

/// Of 0 .. 2^bits - 1. Rounds of an odd factor and a shift, both of which can be undone.
class Permutation {
 public:
  Permutation(unsigned bits, std::uint64_t seed)
      : mask_(bits < 64 ? (std::uint64_t{1} << bits) - 1 : ~std::uint64_t{0}), shift_((bits + 1) / 2) {
    for (std::uint64_t round = 0; round < kRounds; ++round) {
      factors_[round] = kernels::mix64(seed + round) | 1;
      inverses_[round] = inverse(factors_[round]);
    }
  }

  std::uint64_t place_of(std::uint64_t index) const {
    std::uint64_t x = index;
    for (std::uint64_t round = 0; round < kRounds; ++round) x = fold(x * factors_[round] & mask_);
    return x;
  }
  std::uint64_t index_of(std::uint64_t place) const {
    std::uint64_t x = place;
    for (std::uint64_t round = kRounds; round-- > 0;) x = fold(x) * inverses_[round] & mask_;
    return x;
  }

 private:
  static constexpr std::uint64_t kRounds = 3;

  /// Its own inverse, because the shift is at least half the bits.
  std::uint64_t fold(std::uint64_t x) const { return x ^ (shift_ > 0 ? x >> shift_ : 0); }

  /// Of an odd number modulo 2^64: Newton's steps double the bits that are right, three of them at first.
  static std::uint64_t inverse(std::uint64_t odd) {
    std::uint64_t x = odd;
    for (int step = 0; step < 5; ++step) x *= 2 - odd * x;
    return x;
  }

  std::uint64_t mask_;
  unsigned shift_;
  std::array<std::uint64_t, kRounds> factors_{}, inverses_{};
};

}  // namespace gpubench
