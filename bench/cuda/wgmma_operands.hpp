/// WgmmaOperandIntegers: what the tensor units multiply, so that sums stay small enough for every type.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/cuda/fma.hpp"

namespace gpubench {

/// A[m,k] of integers -3 .. 3 without 0; B0[k,n] likewise; B1 = E - B0, where each column of E has a single
/// element that is not 0 but 1 or -1. So A B0 + A B1 is A E, and 2048 such pairs leave no element of C beyond
/// 2048 * 3 + 9 k + 1 < 2^13 at any time: f32 holds those integers, and so does what Hopper adds e4m3 up in,
/// of which some 14 bits are reported to be kept. Types hold the elements, -4 .. 4. Each k is some column's.
struct WgmmaOperandIntegers {
  WgmmaOperandIntegers(kernels::cuda::TensorShape shape, std::uint64_t seed);

  /// (A E)[place / n, place % n]
  std::int32_t pair_sum(std::size_t place) const;

  std::vector<std::int32_t> a;  ///< [m, k]
  std::vector<std::int32_t> b;  ///< [2, n, k]: B0 and B1, column by column.

 private:
  kernels::cuda::TensorShape shape_;
};

}  // namespace gpubench
