#include "bench/mpi/half_floats.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace gpubench {
namespace {

template <class Half>
Half nearest(double value);
template <>
F16 nearest<F16>(double value) {
  return to_f16(value);
}
template <>
Bf16 nearest<Bf16>(double value) {
  return to_bf16(value);
}

template <class Half>
class HalfFloats : public testing::Test {};
using Halfs = testing::Types<F16, Bf16>;
TYPED_TEST_SUITE(HalfFloats, Halfs);

TYPED_TEST(HalfFloats, EveryPatternIsTheNumberItStandsForAndComesBack) {
  for (std::uint32_t bits = 0; bits < 1U << 16; ++bits) {
    const TypeParam half{static_cast<std::uint16_t>(bits)};
    const float value = to_f32(half);
    if (std::isnan(value)) {
      ASSERT_TRUE(std::isnan(to_double(half))) << bits;
      ASSERT_TRUE(std::isnan(to_f32(from_f32<TypeParam>(value)))) << bits;
    } else {
      ASSERT_EQ(value, to_double(half)) << bits;
      ASSERT_EQ(from_f32<TypeParam>(value), half) << bits;
    }
  }
}

/// Halfway, and one f32 step to each side of it, between every two neighbours of the type.
TYPED_TEST(HalfFloats, RoundToTheNearestAndTiesToEven) {
  for (std::uint32_t bits = 0; bits < 1U << 16; ++bits) {
    const auto next = static_cast<std::uint16_t>(bits + 1);
    const double low = to_double(TypeParam{static_cast<std::uint16_t>(bits)}),
                 high = to_double(TypeParam{next});
    if (!std::isfinite(low) || !std::isfinite(high) || std::signbit(low) != std::signbit(high)) continue;
    const auto middle = static_cast<float>(low / 2 + high / 2);
    for (const float value : {middle, std::nextafter(middle, -1e38F), std::nextafter(middle, 1e38F)})
      ASSERT_EQ(from_f32<TypeParam>(value), nearest<TypeParam>(static_cast<double>(value))) << value;
  }
}

TYPED_TEST(HalfFloats, WhatIsBeyondTheLargestIsInfiniteAndWhatIsNoNumberStaysNone) {
  constexpr float infinite = std::numeric_limits<float>::infinity();
  for (const float value : {65519.0F, 65520.0F, 70000.0F, 3.38e38F, 3.4e38F, infinite, -infinite, -65520.0F})
    EXPECT_EQ(from_f32<TypeParam>(value), nearest<TypeParam>(static_cast<double>(value))) << value;
  for (const float value : {std::numeric_limits<float>::quiet_NaN(), std::bit_cast<float>(0x7fffffffU),
                            std::bit_cast<float>(0xff800001U)})
    EXPECT_TRUE(std::isnan(to_f32(from_f32<TypeParam>(value))));
}

TYPED_TEST(HalfFloats, SumsAreRoundedOnceAndMaximaNotAtAll) {
  for (std::uint32_t a = 0; a < 1U << 16; a += 37) {
    for (std::uint32_t b = 0; b < 1U << 16; b += 4099) {
      const TypeParam left{static_cast<std::uint16_t>(a)}, right{static_cast<std::uint16_t>(b)};
      const double x = to_double(left), y = to_double(right);
      if (std::isnan(x) || std::isnan(y) || std::isnan(x + y)) continue;
      std::array<TypeParam, 1> sum{left}, largest{left};
      const std::array<TypeParam, 1> from{right};
      add_to<TypeParam>(sum, from);
      raise_to<TypeParam>(largest, from);
      ASSERT_EQ(to_double(sum[0]), to_double(nearest<TypeParam>(x + y))) << x << " + " << y;
      ASSERT_EQ(to_double(largest[0]), std::max(x, y)) << x << " " << y;
    }
  }
}

}  // namespace
}  // namespace gpubench
