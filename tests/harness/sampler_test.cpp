#include "harness/sampler.hpp"

#include <gmock/gmock.h>

#include "harness/guarded_world.hpp"
#include "harness/measure.hpp"
#include "harness/solo_world.hpp"
#include "tests/support/logging_backend.hpp"
#include "tests/support/refusing_communicator.hpp"

namespace gpubench {
namespace {

using test::Log;
using test::LoggingBackend;
using test::LoggingTrial;
using testing::Contains;
using testing::ElementsAre;
using testing::MatchesRegex;
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

class LoggingCommunicator final : public test::RefusingCommunicator {
 public:
  explicit LoggingCommunicator(Log& log) : log_(log) {}
  void barrier(Stream&) override { log_.emplace_back("communicator's barrier"); }

 private:
  Log& log_;
};

/// Two ranks of which this is the first.
class LoggingWorld final : public World {
 public:
  explicit LoggingWorld(Log& log) : log_(log), communicator_(log) {}
  int rank() const override { return 0; }
  int size() const override { return 2; }
  void barrier() override {
    std::this_thread::sleep_for(other_late);
    log_.emplace_back("barrier");
  }
  void barrier_asleep() override {}
  void all_reduce_max(std::span<double>) override {}
  void all_reduce_min(std::span<double>) override {}
  void all_reduce_sum(std::span<double>) override {}
  std::vector<std::string> all_gather(std::string_view) override { return {}; }
  Meeting meet(std::string_view text, Seconds) override {
    log_.emplace_back("meet");
    Meeting meeting{{std::string(text), {}}, {}};
    if (++meetings_ == absent_from) meeting.absent.push_back(1);
    return meeting;
  }
  std::vector<std::string> gather(std::string_view) override { return {}; }
  std::string broadcast(std::string_view, int) override { return {}; }
  std::unique_ptr<World> subgroup(std::span<const int>) override { return nullptr; }
  Communicator* communicator() override { return &communicator_; }
  void abort(int) override {}

  Nanoseconds other_late{0};  ///< After this rank, at each barrier.
  int absent_from = 0;        ///< The meeting that the other rank does not come to, counted from 1.

 private:
  Log& log_;
  LoggingCommunicator communicator_;
  int meetings_ = 0;
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
  EXPECT_EQ(device.sampler({}).batch_max(), 1800U / 7);
  Bench wall(Timing::wall);
  EXPECT_EQ(wall.sampler({}).batch_max(), UINT64_MAX);
}

TEST(Sampler, WhatAHeldStreamTakesInIsCountedInLaunchesAndNotInOperations) {
  Bench graphs;
  graphs.trial.nodes = 64;
  EXPECT_EQ(graphs.sampler({}).batch_max(), 1800U / 64);
}

TEST(Sampler, AColdBatchIsOneOperationEvenByTheWallClock) {
  Bench bench(Timing::wall);
  SampleShape cold;
  cold.cold = true;
  EXPECT_EQ(bench.sampler(cold).batch_max(), 1U);
}

TEST(Sampler, ParticipantsReleaseTheirStreamsTogether) {
  Bench bench;
  LoggingWorld world(bench.log);
  SampleShape shape = batch_of(2);
  shape.synchronised = true;
  Sampler(bench.trial, bench.backend, world, shape, bench.meter).take();
  EXPECT_THAT(bench.log, ElementsAre("barrier", "hold", "start", "enqueue", "enqueue", "stop", "barrier",
                                     "release", "elapsed"));
}

std::string failure_of(Sampler sampler) {
  try {
    sampler.take();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "no failure";
}

TEST(Sampler, WhereAnotherParticipantIsLateWithinAHoldItIsToldApartFromASlowOperation) {
  Bench bench;
  bench.backend.hold_ends = true;
  LoggingWorld world(bench.log);
  SampleShape shape;
  shape.synchronised = true;
  const auto sampler = [&] { return Sampler(bench.trial, bench.backend, world, shape, bench.meter); };
  EXPECT_EQ(failure_of(sampler()), "planted: the hold ended by itself");
  world.other_late = std::chrono::milliseconds(520);
  EXPECT_THAT(
      failure_of(sampler()),
      MatchesRegex(
          "planted: the hold ended by itself; held, this rank waited (0[.][5-9]|[1-9][.][0-9]) s for other "
          "participants, who enqueued late"));
}

TEST(Sampler, OneByOneEveryOperationsStreamIsReleasedTogether) {
  Bench bench;
  LoggingWorld world(bench.log);
  SampleShape shape = batch_of(2);
  shape.synchronised = shape.barrier_between = true;
  const Sample sample = Sampler(bench.trial, bench.backend, world, shape, bench.meter).take();
  const std::vector<std::string> one = {"barrier", "hold",    "start",   "enqueue",
                                        "stop",    "barrier", "release", "elapsed"};
  Log expected = {"barrier"};
  for (int i = 0; i < 2; ++i) expected.insert(expected.end(), one.begin(), one.end());
  EXPECT_EQ(bench.log, expected);
  EXPECT_EQ(sample.interval.duration, Nanoseconds(2000));
}

TEST(Sampler, OnTheHostTheBarrierComesBeforeTheOperationWhichRunsAtOnce) {
  Bench bench;
  bench.backend.accessible = true;
  LoggingWorld world(bench.log);
  SampleShape shape = batch_of(1);
  shape.synchronised = true;
  Sampler(bench.trial, bench.backend, world, shape, bench.meter).take();
  EXPECT_THAT(bench.log, ElementsAre("barrier", "hold", "start", "enqueue", "stop", "release", "elapsed"));
}

TEST(Sampler, OneByOneOnTheHostEveryOperationFollowsTheLibrarysOwnBarrier) {
  Bench bench(Timing::wall);
  bench.backend.accessible = true;
  LoggingWorld world(bench.log);
  SampleShape shape = batch_of(2);
  shape.synchronised = shape.barrier_between = true;
  Sampler(bench.trial, bench.backend, world, shape, bench.meter).take();
  const std::vector<std::string> one = {"communicator's barrier", "synchronize", "enqueue", "synchronize"};
  Log expected = {"barrier"};
  for (int i = 0; i < 2; ++i) expected.insert(expected.end(), one.begin(), one.end());
  EXPECT_EQ(bench.log, expected);
}

TEST(Sampler, APartnerThatDoesNotComeReleasesTheStreamAndEndsTheCase) {
  Bench bench;
  LoggingWorld world(bench.log);
  GuardedWorld guarded(world, Seconds(1));
  SampleShape shape = batch_of(1);
  shape.synchronised = true;
  Sampler sampler(bench.trial, bench.backend, guarded, shape, bench.meter);
  world.absent_from = 2;  // the meeting after all is enqueued
  EXPECT_THROW(sampler.take(), CaseLost);
  EXPECT_THAT(bench.log,
              ElementsAre("meet", "barrier", "hold", "start", "enqueue", "stop", "meet", "release"));
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
  bench.trial.nodes = 8;
  Sampler sampler = bench.sampler(batch_of(1024));
  const std::atomic<int> interrupted{0};
  EXPECT_EQ(
      measure(bench.trial, sampler, bench.world, AcrossRanks::each, limits_of(Profile::quick), interrupted)
          .batch,
      225U);
}

}  // namespace
}  // namespace gpubench
