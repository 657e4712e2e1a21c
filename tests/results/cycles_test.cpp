#include "results/cycles.hpp"

#include <gtest/gtest.h>

#include "results/summary.hpp"

namespace gpubench::results {
namespace {

/// 10 samples of 1 ms of 64 000 B on 5 multiprocessors of 1000 MHz: 10^6 cycles, 0.0128 B a cycle each.
Case shared_memory(std::size_t participants = 1) {
  Case c;
  c.metric = "bandwidth";
  c.across_ranks = "each";
  c.status = Status::measured;
  c.work.bytes_read = 64'000;
  c.verification.correctness = "identical";
  c.facts = {{"blocks", "10"}, {kMultiprocessorsFact, "5"}};
  c.samples = c.starts = {participants, 10, {}};
  c.telemetry["times"] = c.telemetry["clock_sm_mhz"] = {participants, 4, {}};
  for (std::size_t row = 0; row < participants; ++row) {
    c.participants.push_back(static_cast<std::int32_t>(row));
    for (int i = 0; i < 10; ++i) {
      c.samples.values.push_back(1'000'000);
      c.starts.values.push_back(5'000'000 + 1'000'000 * i);
    }
    for (const std::int64_t time : {4'999'999, 5'000'000, 15'000'000, 15'000'001})
      c.telemetry["times"].values.push_back(time);
    for (const std::int64_t mhz : {100, 1000, 1000, 100}) c.telemetry["clock_sm_mhz"].values.push_back(mhz);
  }
  return c;
}

TEST(BytesPerCycle, AreBytesOverTimeClockAndMultiprocessors) {
  EXPECT_DOUBLE_EQ(bytes_per_cycle(shared_memory()).value(), 0.0128);
  EXPECT_DOUBLE_EQ(summarize(shared_memory()).bytes_per_cycle.value(), 0.0128);
  Case written = shared_memory();
  written.work.bytes_written = 64'000;
  EXPECT_DOUBLE_EQ(bytes_per_cycle(written).value(), 0.0256);
}

TEST(BytesPerCycle, CountReadingsOfTheSamplesOnly) {
  Case c = shared_memory();
  c.telemetry["clock_sm_mhz"].values = {100, 2000, 2000, 100};
  EXPECT_DOUBLE_EQ(bytes_per_cycle(c).value(), 0.0064);
  c.telemetry["clock_sm_mhz"].values = {100, kAbsent, kAbsent, 100};
  EXPECT_FALSE(bytes_per_cycle(c));
}

TEST(BytesPerCycle, OfSeveralDevicesAreTheMeanOfEach) {
  Case c = shared_memory(2);
  for (std::size_t i = 10; i < 20; ++i) c.samples.values[i] = 2'000'000;
  EXPECT_DOUBLE_EQ(bytes_per_cycle(c).value(), (0.0128 + 0.0064) / 2);
  for (const std::size_t place : {5U, 6U, 7U}) c.telemetry["clock_sm_mhz"].values[place] = kAbsent;
  EXPECT_FALSE(bytes_per_cycle(c)) << "the second one's clock was not read";
}

TEST(BytesPerCycle, AreMissingWhereTheCaseDoesNotSayHowManyMultiprocessors) {
  Case c = shared_memory();
  for (const char* text : {"", "0", "-5", "5 (ranks 0), 6 (ranks 1)", "five"}) {
    c.facts.back().second = text;
    EXPECT_FALSE(bytes_per_cycle(c)) << text;
  }
  c.facts.pop_back();
  EXPECT_FALSE(bytes_per_cycle(c));
  Case wrong = shared_memory();
  wrong.verification.correctness = "wrong";
  EXPECT_FALSE(summarize(wrong).bytes_per_cycle) << "no rate beside a wrong answer";
}

TEST(BytesPerCycle, AreMissingWhereNothingReadTheClock) {
  Case c = shared_memory();
  c.telemetry.clear();
  EXPECT_FALSE(bytes_per_cycle(c));
  c = shared_memory(2);
  c.telemetry["times"].rows = 1;
  EXPECT_FALSE(bytes_per_cycle(c));
}

}  // namespace
}  // namespace gpubench::results
