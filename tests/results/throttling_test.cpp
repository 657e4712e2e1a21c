#include "results/throttling.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "results/summary.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;

/// One participant, ten samples of 10 ms one after another, a reading in the middle of each.
Case with_bits(std::vector<std::int64_t> bits) {
  Case c = examples::measured(1, 10);
  c.telemetry.clear();
  for (std::size_t i = 0; i < 10; ++i) {
    c.starts.values[i] = static_cast<std::int64_t>(10 * i) * kMillisecond;
    c.samples.values[i] = 10 * kMillisecond;
  }
  Matrix<std::int64_t> times{1, bits.size(), {}};
  for (std::size_t i = 0; i < bits.size(); ++i)
    times.values.push_back(static_cast<std::int64_t>(10 * i + 5) * kMillisecond);
  c.telemetry["times"] = times;
  c.telemetry["throttle_bits"] = {1, bits.size(), std::move(bits)};
  return c;
}

bool is_flagged(const Case& c) {
  const std::vector<std::string> flags = summarize(c).flags;
  return std::ranges::find(flags, "throttled") != flags.end();
}

TEST(Throttling, IsTheShareOfSamplesWithAHarmfulReading) {
  const Case c = with_bits({0, 0, 4, 8, 0, 0, 0, 0, 0, 0});
  EXPECT_DOUBLE_EQ(throttled_share(c).value(), 0.2);
  EXPECT_TRUE(is_flagged(c));
  EXPECT_DOUBLE_EQ(summarize(c).throttled_share.value(), 0.2);
}

TEST(Throttling, IdleAndChosenClocksAreNone) {
  const Case c = with_bits({1, 2, 3, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_DOUBLE_EQ(throttled_share(c).value(), 0);
  EXPECT_FALSE(is_flagged(c));
}

TEST(Throttling, OneSampleInTenIsNoFlag) {
  EXPECT_FALSE(is_flagged(with_bits({0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
}

TEST(Throttling, ASampleBetweenReadingsHasTheLastOne) {
  Case c = with_bits({4});  // at 5 ms
  for (std::size_t i = 0; i < 10; ++i) c.starts.values[i] += 40 * kMillisecond;
  c.samples.values.assign(10, 1 * kMillisecond);
  // Samples end at 41, 51, ... 131 ms: the reading is older than 100 ms from 111 ms on.
  EXPECT_DOUBLE_EQ(throttled_share(c).value(), 1.0);
  c.telemetry["times"] = {1, 2, {5 * kMillisecond, 100 * kMillisecond}};
  c.telemetry["throttle_bits"] = {1, 2, {4, 0}};
  EXPECT_DOUBLE_EQ(throttled_share(c).value(), 0.6) << "the later reading rules from 101 ms on";
}

TEST(Throttling, WhatWasNotReadIsNotClear) {
  EXPECT_FALSE(throttled_share(with_bits(std::vector<std::int64_t>(10, kAbsent))).has_value());
  Case c = with_bits({4, kAbsent, kAbsent, kAbsent, kAbsent, kAbsent, kAbsent, kAbsent, kAbsent, kAbsent});
  c.telemetry.erase("throttle_bits");
  EXPECT_FALSE(throttled_share(c).has_value());
}

TEST(Throttling, OneParticipantThrottlesTheSample) {
  Case c = examples::measured(2, 1);
  c.starts = {2, 1, {0, 0}};
  c.samples = {2, 1, {10, 10}};
  c.telemetry["times"] = {2, 1, {5, 5}};
  c.telemetry["throttle_bits"] = {2, 1, {0, 0x80}};
  EXPECT_DOUBLE_EQ(throttled_share(c).value(), 1.0);
}

}  // namespace
}  // namespace gpubench::results
