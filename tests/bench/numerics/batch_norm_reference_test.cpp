#include "bench/numerics/batch_norm_reference.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr RowShape kShape{300, 20};
constexpr float kEpsilon = 1e-5F;

/// A right result in f32, and faults planted.
struct Normed {
  explicit Normed(std::uint64_t pixels_used = kShape.rows)
      : x(kShape.rows * kShape.columns), gamma(kShape.columns), beta(kShape.columns), y(x.size()) {
    for (std::uint32_t tensor = 0; auto* values : {&x, &gamma, &beta}) {
      fill_inputs<float>(*values, Family::rounded, 3, tensor++);
    }
    for (float& value : x) value = 2 * value + 0.5F;
    for (std::uint64_t c = 0; c < kShape.columns; ++c) compute(c, pixels_used);
  }

  void compute(std::uint64_t c, std::uint64_t pixels_used) {
    const auto used = static_cast<float>(pixels_used);
    float sum = 0, squares = 0;
    for (std::uint64_t p = 0; p < pixels_used; ++p) sum += x[p * kShape.columns + c];
    mean.push_back(sum / used);
    for (std::uint64_t p = 0; p < pixels_used; ++p) {
      const float distance = x[p * kShape.columns + c] - mean.back();
      squares += distance * distance;
    }
    variance.push_back(squares / used);
    for (std::uint64_t p = 0; p < kShape.rows; ++p) {
      const std::uint64_t i = p * kShape.columns + c;
      y[i] = gamma[c] * (x[i] - mean[c]) / std::sqrt(variance[c] + kEpsilon) + beta[c];
    }
  }

  Verdict judge() const {
    return check_batch_norm(kShape, x, {gamma, beta, kEpsilon}, statistics_of(kShape, x, 2), true, y, {});
  }

  std::vector<float> x, gamma, beta, y, mean, variance;
};

TEST(BatchNormReference, WhatF32GivesIsStatistical) {
  const Normed normed;
  const ChannelStatistics statistics = statistics_of(kShape, normed.x, 2);
  EXPECT_EQ(normed.judge().correctness, Correctness::statistical) << normed.judge().detail;
  EXPECT_EQ(check_channel_means(kShape, statistics, normed.mean, {}).correctness, Correctness::statistical);
  EXPECT_EQ(
      check_channel_spreads(kShape, statistics, Spread::variance, kEpsilon, normed.variance, {}).correctness,
      Correctness::statistical);
  std::vector<float> inverse;
  for (const float variance : normed.variance) inverse.push_back(1 / std::sqrt(variance + kEpsilon));
  EXPECT_EQ(
      check_channel_spreads(kShape, statistics, Spread::inverse_sigma, kEpsilon, inverse, {}).correctness,
      Correctness::statistical);
}

TEST(BatchNormReference, StatisticsOfFewerPixelsAreWrong) {
  const Normed normed(kShape.rows - 1);
  const ChannelStatistics statistics = statistics_of(kShape, normed.x, 1);
  EXPECT_EQ(normed.judge().correctness, Correctness::wrong);
  EXPECT_EQ(check_channel_means(kShape, statistics, normed.mean, {}).correctness, Correctness::wrong);
  EXPECT_EQ(
      check_channel_spreads(kShape, statistics, Spread::variance, kEpsilon, normed.variance, {}).correctness,
      Correctness::wrong);
}

TEST(BatchNormReference, OneSpreadIsNotTheOtherNorAnUnbiasedOne) {
  const Normed normed;
  const ChannelStatistics statistics = statistics_of(kShape, normed.x, 1);
  EXPECT_EQ(check_channel_spreads(kShape, statistics, Spread::inverse_sigma, kEpsilon, normed.variance, {})
                .correctness,
            Correctness::wrong);
  std::vector<float> unbiased = normed.variance;
  for (float& variance : unbiased) variance *= 300.0F / 299;
  EXPECT_EQ(check_channel_spreads(kShape, statistics, Spread::variance, kEpsilon, unbiased, {}).correctness,
            Correctness::wrong);
}

TEST(BatchNormReference, TheMeanIsThatOfAReader) {
  const std::vector<float> x = {1, 10, 2, 20, 3, 30, 6, 60};
  const ChannelStatistics of = statistics_of({4, 2}, x, 1);
  EXPECT_DOUBLE_EQ(of.mean[0], 3);
  EXPECT_DOUBLE_EQ(of.variance[0], 3.5);
  EXPECT_DOUBLE_EQ(of.mean[1], 30);
  EXPECT_DOUBLE_EQ(of.variance[1], 350);
}

}  // namespace
}  // namespace gpubench
