#include "bench/cuda/wgmma_operands.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "bench/cuda/stored_integer.hpp"
#include "kernels/cuda/fma_wgmma.hpp"

namespace gpubench {
namespace {

using kernels::cuda::TensorShape;
using kernels::cuda::TensorType;

const TensorType kTypes[] = {TensorType::tf32, TensorType::f16, TensorType::bf16, TensorType::e4m3,
                             TensorType::s8};

TEST(WgmmaShape, TakesThirtyTwoBytesOfEachRow) {
  EXPECT_EQ(kernels::cuda::wgmma_shape(TensorType::tf32).k, 8);
  EXPECT_EQ(kernels::cuda::wgmma_shape(TensorType::bf16).k, 16);
  EXPECT_EQ(kernels::cuda::wgmma_shape(TensorType::e4m3).k, 32);
  EXPECT_THROW(kernels::cuda::wgmma_shape(TensorType::f64), std::invalid_argument);
}

/// C after `pairs` pairs, as the definition has it, and the largest magnitude on the way.
std::int32_t add_up(const WgmmaOperandIntegers& x, TensorShape shape, int row, int column, int pairs,
                    std::int32_t& largest) {
  std::int32_t c = 0;
  for (int product = 0; product < 2 * pairs; ++product) {
    for (int l = 0; l < shape.k; ++l) {
      const int b = (product % 2 * shape.n + column) * shape.k + l;
      c += x.a[static_cast<std::size_t>(row * shape.k + l)] * x.b[static_cast<std::size_t>(b)];
      largest = std::max(largest, std::abs(c));
    }
  }
  return c;
}

TEST(WgmmaOperands, PairsAddUpToTheClosedFormAndStayBelowThirteenBits) {
  for (const TensorType type : kTypes) {
    const TensorShape shape = kernels::cuda::wgmma_shape(type);
    const WgmmaOperandIntegers x(shape, 42);
    std::int32_t largest = 0;
    for (const int column : {0, 1, 37, 255}) {
      for (const int row : {0, 13, 63}) {
        const auto place = static_cast<std::size_t>(row * shape.n + column);
        EXPECT_EQ(add_up(x, shape, row, column, 2048, largest), 2048 * x.pair_sum(place));
        EXPECT_NE(x.pair_sum(place), 0) << "a product left out would not show";
      }
    }
    EXPECT_LT(largest, 1 << 13);
  }
}

TEST(WgmmaOperands, EveryRowOfBCountsWithEitherSign) {
  const TensorShape shape = kernels::cuda::wgmma_shape(TensorType::s8);
  const WgmmaOperandIntegers x(shape, 42);
  const auto k = static_cast<std::size_t>(shape.k), n = static_cast<std::size_t>(shape.n);
  std::vector<int> up(k), down(k);
  for (std::size_t i = 0; i < n * k; ++i) {
    const std::int32_t e = x.b[i] + x.b[n * k + i];
    if (e > 0) ++up[i % k];
    if (e < 0) ++down[i % k];
  }
  EXPECT_EQ(std::count(up.begin(), up.end(), 4), 32);
  EXPECT_EQ(std::count(down.begin(), down.end(), 4), 32);
}

TEST(StoredInteger, IsExactInTheNarrowestType) {
  for (std::int32_t value = -16; value <= 16; ++value) {
    EXPECT_EQ(to_double(stored_integer<E4m3>(value)), value);
    EXPECT_EQ(to_double(stored_integer<Bf16>(value)), value);
    EXPECT_EQ(to_double(stored_integer<F16>(value)), value);
  }
  EXPECT_NE(to_double(stored_integer<E4m3>(17)), 17);
}

}  // namespace
}  // namespace gpubench
