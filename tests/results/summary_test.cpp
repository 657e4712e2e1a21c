#include "results/summary.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace gpubench::results {
namespace {

/// 40 samples of about 1 us an operation, two operations a batch, on that many participants at once.
Case triad(std::size_t participants) {
  Case c;
  c.name = "memory/triad";
  c.metric = "bandwidth";
  c.across_ranks = "each";
  c.batch = 2;
  c.status = Status::measured;
  c.stop_reason = "precise";
  c.work.bytes_read = 2000;
  c.work.bytes_written = 1000;
  c.verification.correctness = "identical";
  c.samples = c.starts = {participants, 40, {}};
  for (std::size_t row = 0; row < participants; ++row) {
    c.participants.push_back(static_cast<std::int32_t>(row));
    for (int i = 0; i < 40; ++i) {
      c.samples.values.push_back(2000);
      c.starts.values.push_back(2000 * i);
    }
  }
  return c;
}

bool has_flag(const Row& row, const std::string& flag) {
  return std::ranges::find(row.flags, flag) != row.flags.end();
}

TEST(Summary, ARateIsBytesOverTimeInDecimalUnits) {
  const Row row = summarize(triad(1));
  EXPECT_DOUBLE_EQ(row.time_median.value(), 1e-6);
  EXPECT_DOUBLE_EQ(row.rate.value(), 3.0);
  EXPECT_EQ(row.rate_unit, "GB/s");
  EXPECT_FALSE(row.spread_over_ranks);
  EXPECT_TRUE(row.flags.empty());
}

TEST(Summary, SeveralAtOnceAreTheirTotalOverTheSpanNotASumOfRates) {
  EXPECT_DOUBLE_EQ(summarize(triad(2)).rate.value(), 6.0);
  Case c = triad(2);  // the second begins each round half a round late: the span is 1.5 times as long
  for (int i = 0; i < 32; ++i) c.starts.at(1, static_cast<std::size_t>(i)) += 32 * 1000;
  for (int i = 32; i < 40; ++i) c.starts.at(1, static_cast<std::size_t>(i)) += 8 * 1000;
  EXPECT_DOUBLE_EQ(summarize(c).rate.value(), 4.0);
}

TEST(Summary, OneAfterAnotherShowsOneParticipantsRateAndSaysSo) {
  Case c = triad(2);
  EXPECT_FALSE(has_flag(summarize(c), "per-device"));
  for (int i = 0; i < 40; ++i) c.starts.at(1, static_cast<std::size_t>(i)) += 1000000;
  EXPECT_DOUBLE_EQ(summarize(c).rate.value(), 3.0);
  EXPECT_TRUE(has_flag(summarize(c), "per-device"));
}

/// Batches that begin that far apart; the second round begins with a barrier.
void begin_every(Case& c, std::size_t participant, std::int64_t ns) {
  for (std::size_t i = 0; i < 40; ++i) {
    const auto place = static_cast<std::int64_t>(i % 32);
    c.starts.at(participant, i) = (i < 32 ? 0 : 200'000) + place * ns;
  }
}

TEST(Summary, GapsBetweenBatchesAreNoWorkTheLeastOfThemIsTakenOff) {
  Case c = triad(2);
  begin_every(c, 0, 2500);  // 500 ns after the one before
  begin_every(c, 1, 2500);
  EXPECT_DOUBLE_EQ(summarize(c).rate.value(), 6.0);
  begin_every(c, 1, 3000);
  // 32 batches of 12 kB in 31 * 3000 + 2000 - 31 * 500 ns, then 8.
  EXPECT_NEAR(summarize(c).rate.value(), (32 * 12000.0 / 79500 + 8 * 12000.0 / 19500) / 2, 1e-9);
}

TEST(Summary, ColdDevicesDoNotAddUp) {
  Case c = triad(2);
  c.axes = {{"cache", "cold"}};
  EXPECT_DOUBLE_EQ(summarize(c).rate.value(), 3.0);
  EXPECT_TRUE(has_flag(summarize(c), "per-device"));
}

TEST(Summary, AClockFivePercentUnderTheLaunchsBestIsFlagged) {
  std::vector<Row> rows(4);
  rows[0].clock_khz = 3e6;
  rows[1].clock_khz = 2.86e6;
  rows[2].clock_khz = 2.84e6;
  flag_slow_clocks(rows);
  EXPECT_FALSE(has_flag(rows[0], "slow-clock") || has_flag(rows[1], "slow-clock") ||
               has_flag(rows[3], "slow-clock"));
  EXPECT_TRUE(has_flag(rows[2], "slow-clock"));
  Case c = triad(1);
  EXPECT_FALSE(summarize(c).clock_khz);
  c.disturbances["clock_khz"] = {1, 40, std::vector<std::int64_t>(40, 2400000)};
  EXPECT_DOUBLE_EQ(summarize(c).clock_khz.value(), 2.4e6);
}

TEST(Summary, AWrongOutputShowsNoRate) {
  Case c = triad(1);
  c.verification.correctness = "wrong";
  const Row row = summarize(c);
  EXPECT_EQ(row.verdict, "WRONG");
  EXPECT_FALSE(row.rate);
}

TEST(Summary, ALatencyIsPerOperationOfTheWork) {
  Case c = triad(1);
  c.metric = "latency";
  c.work.operations = 10;
  const Row row = summarize(c);
  EXPECT_DOUBLE_EQ(row.rate.value(), 100.0);
  EXPECT_EQ(row.rate_unit, "ns");
}

TEST(Summary, CombinesParticipantsAsTheCaseSays) {
  Case c = triad(2);
  for (std::size_t i = 0; i < 40; ++i) c.samples.at(1, i) = 4000;
  EXPECT_DOUBLE_EQ(combined_times(c)[0], 1.5e-6);
  c.across_ranks = "max";
  EXPECT_DOUBLE_EQ(combined_times(c)[0], 2e-6);
  EXPECT_FALSE(summarize(c).spread_over_ranks);
  c.across_ranks = "each";
  EXPECT_NEAR(summarize(c).spread_over_ranks.value(), 2.0 / 3, 1e-12);
}

TEST(Summary, SamplesThatAreNoTimesAreDroppedAndCounted) {
  Case c = triad(1);
  c.samples.at(0, 7) = 0;
  std::size_t dropped = 0;
  EXPECT_EQ(combined_times(c, &dropped).size(), 39u);
  EXPECT_EQ(dropped, 1u);
  EXPECT_TRUE(has_flag(summarize(c), "1 dropped"));
}

TEST(Summary, ALossIsHeldAgainstTheBatchItFellInto) {
  Case c = triad(1);
  c.disturbances["switches_involuntary"] = {1, 40, std::vector<std::int64_t>(40, 1)};
  for (std::int64_t& time : c.samples.values) time = 5'100'000;  // 50 us are under 1 %
  EXPECT_FALSE(has_flag(summarize(c), "disturbed"));
  for (std::int64_t& time : c.samples.values) time = 4'900'000;
  EXPECT_TRUE(has_flag(summarize(c), "disturbed"));
  c.disturbances.clear();
  c.disturbances["steal_ns"] = {1, 40, std::vector<std::int64_t>(40, 48'000)};
  EXPECT_FALSE(has_flag(summarize(c), "disturbed"));
  c.disturbances["steal_ns"] = {1, 40, std::vector<std::int64_t>(40, 50'000)};
  EXPECT_TRUE(has_flag(summarize(c), "disturbed"));
}

TEST(Summary, InACrowdSwitchesSayNothingAndStolenTimeDoes) {
  Case c = triad(1);
  c.disturbances["switches_involuntary"] = {1, 40, std::vector<std::int64_t>(40, 1)};
  EXPECT_TRUE(has_flag(summarize(c), "disturbed"));
  EXPECT_FALSE(has_flag(summarize(c, true), "disturbed"));
  c.disturbances["steal_ns"] = {1, 40, std::vector<std::int64_t>(40, 1'000)};
  EXPECT_TRUE(has_flag(summarize(c, true), "disturbed"));
}

TEST(Summary, DisturbedMeansMoreThanHalfOfTheSamples) {
  Case c = triad(1);
  Matrix<std::int64_t>& switches = c.disturbances["switches_involuntary"];
  switches = {1, 40, std::vector<std::int64_t>(40, 0)};
  for (std::size_t i = 0; i < 20; ++i) switches.at(0, i) = 1;
  EXPECT_FALSE(has_flag(summarize(c), "disturbed"));
  switches.at(0, 20) = 1;
  EXPECT_TRUE(has_flag(summarize(c), "disturbed"));
}

TEST(Summary, SkippedHasAReasonAndNoFigures) {
  Case c;
  c.reason = "no driver";
  const Row row = summarize(c);
  EXPECT_EQ(row.verdict, "skipped");
  EXPECT_FALSE(row.time_median || row.rate || row.half_width);
}

TEST(Summary, CeilingsAreTheBestOfThoseThatSetThem) {
  std::vector<Row> rows(4);
  for (Row& row : rows) row.ceiling = "flop/s f64";
  rows[0].rate = 50, rows[0].sets_ceiling = true;
  rows[1].rate = 100, rows[1].sets_ceiling = true;
  rows[2].rate = 80;
  fill_ceilings(rows);
  EXPECT_DOUBLE_EQ(rows[2].share_of_ceiling.value(), 0.8);
  EXPECT_DOUBLE_EQ(rows[0].share_of_ceiling.value(), 0.5);
  EXPECT_FALSE(rows[3].share_of_ceiling);
}

}  // namespace
}  // namespace gpubench::results
