#include "harness/sampler.hpp"

#include <gmock/gmock.h>

#include "harness/measure.hpp"
#include "harness/solo_world.hpp"
#include "tests/support/logging_backend.hpp"

namespace gpubench {
namespace {

using test::Log;
using test::LoggingBackend;
using test::LoggingTrial;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

constexpr Nanoseconds kWait = std::chrono::milliseconds(2);

/// One trial on one device, and what was asked of both.
struct Bench {
  explicit Bench(Timing timing = Timing::device) : trial(log, timing), backend(log) {}

  Sampler sampler(SampleShape shape) { return {trial, backend, world, shape, meter}; }

  Log log;
  SoloWorld world;
  DisturbanceMeter meter;
  LoggingTrial trial;
  LoggingBackend backend;
};

SampleShape batch_of(std::uint64_t batch) {
  SampleShape shape;
  shape.batch = batch;
  return shape;
}

TEST(Sampler, OnADeviceTheStreamIsHeldUntilAllIsEnqueued) {
  Bench bench;
  const Sample sample = bench.sampler(batch_of(2)).take();
  EXPECT_THAT(bench.log, ElementsAre("hold", "start", "enqueue", "enqueue", "stop", "release", "elapsed"));
  EXPECT_EQ(sample.interval.start, Nanoseconds(7));
  EXPECT_EQ(sample.interval.duration, Nanoseconds(1000));
}

TEST(Sampler, WhereEnqueueThrowsTheStreamIsReleased) {
  Bench bench;
  bench.trial.throws = true;
  Sampler sampler = bench.sampler(batch_of(2));
  EXPECT_THROW(sampler.take(), std::runtime_error);
  EXPECT_THAT(bench.log, ElementsAre("hold", "start", "enqueue", "release"));
}

TEST(Sampler, ByTheWallClockABatchEndsWhenTheStreamHasFinishedAndNothingIsHeld) {
  Bench bench(Timing::wall);
  bench.backend.wait = kWait;
  const auto begin = std::chrono::steady_clock::now().time_since_epoch();
  const Sample sample = bench.sampler(batch_of(2)).take();
  EXPECT_THAT(bench.log, ElementsAre("enqueue", "enqueue", "synchronize"));
  EXPECT_GE(sample.interval.start, begin);
  EXPECT_GE(sample.interval.duration, kWait);
}

TEST(Sampler, TheHostsClockIsKeptBesideADevices) {
  Bench bench;
  bench.backend.wait = kWait;
  Sampler sampler = bench.sampler(batch_of(1));
  ASSERT_EQ(sampler.series().back(), "wall_ns");
  ASSERT_EQ(sampler.series().size(), bench.meter.series().size() + 1);
  const Sample sample = sampler.take();
  EXPECT_GE(sample.disturbance.values.at(sampler.series().size() - 1), kWait.count());
  EXPECT_EQ(sample.interval.duration, Nanoseconds(1000));
}

TEST(Sampler, WhereTheIntervalIsTheHostsOwnNothingIsKeptBesideIt) {
  Bench wall(Timing::wall);
  EXPECT_THAT(wall.sampler({}).series(), Not(Contains("wall_ns")));
  Bench host;
  host.backend.accessible = true;
  EXPECT_THAT(host.sampler({}).series(), Not(Contains("wall_ns")));
}

TEST(Sampler, ABatchIsNoLongerThanAHeldStreamTakesIn) {
  Bench device;
  EXPECT_EQ(device.sampler({}).batch_max(), 256U);
  Bench wall(Timing::wall);
  EXPECT_EQ(wall.sampler({}).batch_max(), UINT64_MAX);
}

TEST(Measure, OnADeviceTheFirstApplicationIsNeitherHeldNorTimed) {
  Bench bench;
  Sampler sampler = bench.sampler(batch_of(1));
  const std::atomic<int> interrupted{0};
  const Measurement m =
      measure(bench.trial, sampler, bench.world, AcrossRanks::each, limits_of(Profile::quick), interrupted);
  ASSERT_GE(bench.log.size(), 3U);
  EXPECT_EQ(bench.log[0], "enqueue");
  EXPECT_EQ(bench.log[1], "synchronize");
  EXPECT_EQ(bench.log[2], "hold");
  EXPECT_EQ(m.applications, static_cast<std::uint64_t>(std::ranges::count(bench.log, "enqueue")));
}

TEST(Measure, ABatchThatAHeldStreamDoesNotTakeInIsLowered) {
  Bench bench;
  Sampler sampler = bench.sampler(batch_of(1024));
  const std::atomic<int> interrupted{0};
  EXPECT_EQ(
      measure(bench.trial, sampler, bench.world, AcrossRanks::each, limits_of(Profile::quick), interrupted)
          .batch,
      256U);
}

}  // namespace
}  // namespace gpubench
