#include "bench/numerics/pooling_reference.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gpubench {
namespace {

/// One image of 3 x 3 of one channel; windows of 3 x 3 every 2, one pixel of padding.
constexpr PoolingShape kShape{1, 1, 3, 3, 2, 1};
const std::vector<float> kX = {-1, -2, -3,  //
                               -4, -5, -6,  //
                               -7, -8, -9};
const std::vector<float> kMax = {-1, -2,  //
                                 -4, -5};
/// Of what lies within the image: (1+2+4+5)/4, (2+3+5+6)/4, (4+5+7+8)/4, (5+6+8+9)/4.
const std::vector<float> kAverage = {-3, -4,  //
                                     -6, -7};

TEST(PoolingReference, WindowsHoldWhatIsWithinTheImage) {
  EXPECT_EQ(check_pooling(Pooling::max, kShape, kX, kMax, {}).correctness, Correctness::identical);
  EXPECT_EQ(check_pooling(Pooling::average, kShape, kX, kAverage, {}).correctness, Correctness::statistical);
}

TEST(PoolingReference, PaddingThatCountsIsWrong) {
  const std::vector<float> zeros_count = {-12.0F / 9, -16.0F / 9, -24.0F / 9, -28.0F / 9};
  EXPECT_EQ(check_pooling(Pooling::average, kShape, kX, zeros_count, {}).correctness, Correctness::wrong);
  const std::vector<float> zeros_win = {0, 0, 0, 0};
  EXPECT_EQ(check_pooling(Pooling::max, kShape, kX, zeros_win, {}).correctness, Correctness::wrong);
}

TEST(PoolingReference, OfTheLargestEveryBitCounts) {
  std::vector<float> y = kMax;
  y[3] = -5.0000005F;
  for (const FloatFormat stored : {kF32, kBf16}) {  // bf16's own rounding would explain it
    const Verdict verdict = check_pooling(Pooling::max, kShape, kX, y, {1, 1, stored});
    EXPECT_EQ(verdict.correctness, Correctness::wrong);
    EXPECT_EQ(verdict.worst_index, 3U);
    EXPECT_NE(verdict.detail.find("-5.0000"), std::string::npos) << verdict.detail;
  }
}

TEST(PoolingReference, SizesAreTheFormulas) {
  constexpr PoolingShape first{4, 64, 112, 3, 2, 1}, global{2, 2048, 7, 7, 1, 0};
  EXPECT_EQ(first.out_size(), 56U);
  EXPECT_EQ(first.y_count(), 4U * 56 * 56 * 64);
  EXPECT_EQ(global.out_size(), 1U);
}

}  // namespace
}  // namespace gpubench
