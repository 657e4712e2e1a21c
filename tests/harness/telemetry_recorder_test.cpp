#include "harness/telemetry_recorder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

#include "results/model.hpp"

namespace gpubench {
namespace {

class Counting final : public Telemetry {
 public:
  const std::vector<std::string>& series() const override { return series_; }
  std::vector<std::optional<std::int64_t>> read() noexcept override { return {++reads, std::nullopt}; }
  std::atomic<int> reads = 0;

 private:
  std::vector<std::string> series_ = {"reads", "silent"};
};

TEST(TelemetryRecorder, ReadsTwentyTimesASecondUntilItIsStopped) {
  Counting telemetry;
  TelemetryRecorder recorder(&telemetry);
  while (telemetry.reads < 4) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const TelemetryLog log = recorder.stop();
  EXPECT_EQ(log.series, telemetry.series());
  ASSERT_GE(log.times.size(), 4U);
  EXPECT_EQ(log.values.size(), 2 * log.times.size());
  EXPECT_EQ(log.values[0], 1);
  EXPECT_EQ(log.values[1], results::kAbsent) << "no answer is not 0";
  EXPECT_GE(log.times[3] - log.times[0], 3 * 49'000'000) << "no more often";
  const int reads = telemetry.reads;
  std::this_thread::sleep_for(std::chrono::milliseconds(120));
  EXPECT_EQ(telemetry.reads, reads) << "stopped is stopped";
}

TEST(TelemetryRecorder, OfADeviceThatTellsNothingIsEmpty) {
  TelemetryRecorder recorder(nullptr);
  EXPECT_TRUE(recorder.stop().times.empty());
}

TEST(ReadingAtEnd, IsTheLastOneOfTheSampleOrAtMostTwoReadingsOld) {
  constexpr std::int64_t kMs = 1'000'000;
  const TelemetryLog log{
      {"power_mw", "clock_sm_mhz"}, {100 * kMs, 150 * kMs, 200 * kMs}, {1, 10, 2, 20, 3, 30}};
  EXPECT_EQ(reading_at_end(log, 1, 90 * kMs, 99 * kMs), results::kAbsent) << "before the first";
  EXPECT_EQ(reading_at_end(log, 1, 90 * kMs, 100 * kMs), 10);
  EXPECT_EQ(reading_at_end(log, 0, 140 * kMs, 199 * kMs), 2);
  EXPECT_EQ(reading_at_end(log, 1, 290 * kMs, 300 * kMs), 30);
  EXPECT_EQ(reading_at_end(log, 1, 290 * kMs, 301 * kMs), results::kAbsent) << "too old";
  EXPECT_EQ(reading_at_end(log, 1, 180 * kMs, 900 * kMs), 30) << "a long sample's own";
}

}  // namespace
}  // namespace gpubench
