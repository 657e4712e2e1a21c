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

}  // namespace
}  // namespace gpubench
