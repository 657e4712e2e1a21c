#include "bench/numerics/formats.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace gpubench {
namespace {

TEST(Formats, RoundingIsToNearestTiesToEven) {
  EXPECT_EQ(round_to(kF16, 1 + 0x1p-11), 1);  // A tie.
  EXPECT_EQ(round_to(kF16, 1 + 3 * 0x1p-11), 1 + 0x1p-9);
  EXPECT_EQ(round_to(kF16, 1 + 0x1.8p-11), 1 + 0x1p-10);
  EXPECT_EQ(round_to(kBf16, -1 - 0x1p-8), -1);
  EXPECT_EQ(round_to(kTf32, 1 + 0x1p-10), 1 + 0x1p-10);
  EXPECT_EQ(round_to(kTf32, 1 + 0x1p-12), 1);
}

TEST(Formats, RoundingToF32IsTheProcessors) {
  for (double value = 1e-46; value < 1e39; value *= 1.37) {
    EXPECT_EQ(round_to(kF32, value), static_cast<double>(static_cast<float>(value))) << value;
    EXPECT_EQ(round_to(kF64, value), value);
  }
}

TEST(Formats, EndsOfTheRangeAreKept) {
  EXPECT_EQ(round_to(kF16, 65504), 65504);
  EXPECT_EQ(round_to(kF16, 65520), HUGE_VAL);
  EXPECT_EQ(round_to(kF16, -65520), -HUGE_VAL);
  EXPECT_EQ(round_to(kF16, 0x1p-24), 0x1p-24);  // The smallest subnormal.
  EXPECT_EQ(round_to(kF16, 0x1p-25), 0);
  EXPECT_EQ(ulp_of(kF16, 1), 0x1p-10);
  EXPECT_EQ(ulp_of(kF16, 0), 0x1p-24);
}

TEST(Formats, BitsAreTheStandards) {
  EXPECT_EQ(to_f16(1).bits, 0x3c00);
  EXPECT_EQ(to_f16(-2).bits, 0xc000);
  EXPECT_EQ(to_f16(65504).bits, 0x7bff);
  EXPECT_EQ(to_f16(0x1p-24).bits, 0x0001);
  EXPECT_EQ(to_f16(-0.0).bits, 0x8000);
  EXPECT_EQ(to_f16(1e9).bits, 0x7c00);
  EXPECT_EQ(to_bf16(1).bits, 0x3f80);
  EXPECT_EQ(to_bf16(-3.140625).bits, 0xc049);
  EXPECT_EQ(to_bf16(NAN).bits & 0x7fff, 0x7fc0);
}

TEST(Formats, EveryF16AndBf16RoundTrips) {
  for (int bits = 0; bits < 0x10000; ++bits) {
    const F16 half{static_cast<std::uint16_t>(bits)};
    const Bf16 brain{static_cast<std::uint16_t>(bits)};
    EXPECT_TRUE(std::isnan(to_double(half)) || to_f16(to_double(half)) == half) << bits;
    EXPECT_TRUE(std::isnan(to_double(brain)) || to_bf16(to_double(brain)) == brain) << bits;
  }
}

TEST(Formats, E4m3BitsAreTheSpecifications) {
  EXPECT_EQ(to_e4m3(1).bits, 0x38);
  EXPECT_EQ(to_e4m3(-1.125).bits, 0xb9);
  EXPECT_EQ(to_e4m3(448).bits, 0x7e);
  EXPECT_EQ(to_e4m3(0x1p-9).bits, 0x01);
  EXPECT_EQ(to_e4m3(-0.0).bits, 0x80);
  EXPECT_EQ(to_e4m3(464).bits, 0x7e);  // A tie, to the even one.
  EXPECT_EQ(to_e4m3(465).bits, 0x7f);
  EXPECT_EQ(to_e4m3(480).bits, 0x7f) << "the code of 480 is the NaN";
  EXPECT_EQ(to_e4m3(-1e9).bits, 0xff);
  EXPECT_EQ(to_e4m3(NAN).bits & 0x7f, 0x7f);
}

TEST(Formats, EveryE4m3RoundTrips) {
  for (int bits = 0; bits < 0x100; ++bits) {
    const E4m3 value{static_cast<std::uint8_t>(bits)};
    if ((bits & 0x7f) == 0x7f) {
      EXPECT_TRUE(std::isnan(to_double(value)));
    } else {
      EXPECT_EQ(to_e4m3(to_double(value)), value) << bits;
    }
  }
}

TEST(Formats, Tf32KeepsElevenBits) {
  EXPECT_EQ(to_double(to_tf32(1 + 0x1p-10)), 1 + 0x1p-10);
  EXPECT_EQ(to_double(to_tf32(1 + 0x1p-12)), 1);
  EXPECT_EQ(to_double(to_tf32(1e30)), round_to(kTf32, 1e30));
}

}  // namespace
}  // namespace gpubench
