#include "harness/measure.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <utility>

#include "harness/solo_world.hpp"
#include "tests/support/fake_backend.hpp"

namespace gpubench {
namespace {

using test::CountingTrial;
using test::FakeBackend;

struct Bench {
  explicit Bench(std::function<Nanoseconds()> next, SampleShape shape = {})
      : backend(std::move(next)), sampler(trial, backend, world, shape, meter) {}

  Measurement measure(Limits limits = limits_of(Profile::standard)) {
    return gpubench::measure(trial, sampler, world, AcrossRanks::each, limits, interrupted);
  }

  SoloWorld world;
  DisturbanceMeter meter;
  CountingTrial trial;
  FakeBackend backend;
  Sampler sampler;
  std::atomic<int> interrupted{0};
};

std::function<Nanoseconds()> steady(std::int64_t ns) {
  return [ns] { return Nanoseconds(ns); };
}

/// Relative noise of that size, the same in every run.
std::function<Nanoseconds()> noisy(std::int64_t ns, double noise) {
  return [ns, noise, engine = std::mt19937(7)]() mutable {
    const double u = static_cast<double>(engine()) / static_cast<double>(std::mt19937::max()) - 0.5;
    return Nanoseconds(static_cast<std::int64_t>(static_cast<double>(ns) * (1 + noise * u)));
  };
}

TEST(Measure, SteadyTimesStopAtTheFirstCheckpoint) {
  Bench bench(steady(100'000));
  const Measurement m = bench.measure();
  EXPECT_EQ(m.stop_reason, "precise");
  EXPECT_EQ(m.samples.size(), 32U);
  EXPECT_GE(m.warm_up.size(), 3U);
}

TEST(Measure, VeryNoisyTimesStopAt512Samples) {
  Bench bench(noisy(100'000, 1.5));
  const Measurement m = bench.measure();
  EXPECT_EQ(m.stop_reason, "samples");
  EXPECT_EQ(m.samples.size(), 512U);
}

TEST(Measure, LongSamplesStopAtTheTimeCapButNeverBelowFive) {
  Bench bench(noisy(900'000'000, 0.5));
  const Measurement m = bench.measure(limits_of(Profile::quick));
  EXPECT_EQ(m.stop_reason, "time");
  EXPECT_EQ(m.samples.size(), 5U);
}

TEST(Measure, ABatchShorterThanAThousandClockReadingsIsRaised) {
  SampleShape shape;
  shape.batch = 2;
  // 2 operations take 3 us: with a 20 ns clock a batch needs 20 us, so the batch becomes 32.
  std::uint64_t counted = 0;
  Bench* self = nullptr;
  Bench bench(
      [&] {
        const std::uint64_t operations = self->trial.enqueued - counted;
        counted = self->trial.enqueued;
        return Nanoseconds(static_cast<std::int64_t>(operations) * 1500);
      },
      shape);
  self = &bench;
  EXPECT_EQ(bench.measure().batch, 32U);
}

TEST(Measure, AFirstBatchThatIsSlowForOnceLeavesNoSmallerBatchThanOthersHave) {
  std::uint64_t counted = 0;
  bool first = true;
  Bench* self = nullptr;
  // 15 us an operation, the first 60: with a 20 ns clock a batch needs 20 us, so 4 operations.
  Bench bench([&] {
    const std::uint64_t operations = self->trial.enqueued - counted;
    counted = self->trial.enqueued;
    return Nanoseconds(static_cast<std::int64_t>(operations) *
                       (std::exchange(first, false) ? 60'000 : 15'000));
  });
  self = &bench;
  EXPECT_EQ(bench.measure().batch, 4U);
}

TEST(Measure, ABatchThatIsGivenIsNotRaisedButLoweredWhereItCantBeBorne) {
  const auto measured = [](std::int64_t operation, std::uint64_t batch) {
    std::uint64_t counted = 0;
    Bench* self = nullptr;
    SampleShape shape;
    shape.batch = batch;
    shape.batch_given = true;
    Bench bench(
        [&] {
          const std::uint64_t operations = self->trial.enqueued - counted;
          counted = self->trial.enqueued;
          return Nanoseconds(static_cast<std::int64_t>(operations) * operation);
        },
        shape);
    self = &bench;
    return bench.measure(limits_of(Profile::quick));
  };
  EXPECT_EQ(measured(1500, 8).batch, 8U) << "12 us, where a 20 ns clock asks for 20 us";
  EXPECT_EQ(measured(1500, 6).batch, 6U) << "no step of four leads there";
  EXPECT_FALSE(measured(1500, 8).batch_lowered);
  const Measurement slow = measured(2'000'000, 512);
  EXPECT_EQ(slow.batch, 256U);
  EXPECT_TRUE(slow.batch_lowered);
}

TEST(Measure, ABatchThatWouldPassTheCapSeveralTimesOverIsLowered) {
  SampleShape shape;
  shape.batch = 512;
  std::uint64_t counted = 0;
  Bench* self = nullptr;
  // 2 ms an operation: five batches of 512 would take 5 s of a cap of 0.3 s.
  Bench bench(
      [&] {
        const std::uint64_t operations = self->trial.enqueued - counted;
        counted = self->trial.enqueued;
        return Nanoseconds(static_cast<std::int64_t>(operations) * 2'000'000);
      },
      shape);
  self = &bench;
  const Measurement m = bench.measure(limits_of(Profile::quick));
  EXPECT_EQ(m.batch, 256U);  // 512 ms a batch, 600 ms are borne
  EXPECT_TRUE(m.batch_lowered);
}

TEST(Measure, ABatchOfOneIsNeverLowered) {
  Bench bench(steady(900'000'000));
  const Measurement m = bench.measure(limits_of(Profile::quick));
  EXPECT_EQ(m.batch, 1U);
  EXPECT_FALSE(m.batch_lowered);
}

TEST(Measure, InputsAreRestoredBeforeTheApplicationsAreUsedUp) {
  Bench bench(noisy(100'000, 1.5));
  bench.trial.limit = 300;
  const Measurement m = bench.measure();
  EXPECT_LE(bench.trial.most_since_reset, 300U);
  EXPECT_GE(bench.trial.resets, 1U);
  EXPECT_EQ(m.applications, bench.trial.since_reset);
}

TEST(Measure, ARoundIsCutWhereTheApplicationsWouldNotLast) {
  SampleShape shape;
  shape.batch = 2;
  Bench bench(noisy(100'000, 1.5), shape);
  bench.trial.limit = 10;  // five batches; the first round alone has 32
  const Measurement m = bench.measure();
  EXPECT_LE(bench.trial.most_since_reset, 10U);
  EXPECT_EQ(m.samples.size(), 512U);
  EXPECT_EQ(bench.trial.verify(m.applications).correctness, Correctness::identical);
}

TEST(Measure, ABatchIsNotRaisedPastWhatVerifyCanJudge) {
  Bench bench(steady(100));  // the clock asks for batches of 20 us
  bench.trial.limit = 30;
  EXPECT_EQ(bench.measure().batch, 30U) << "as long as can be had, though no step of four leads there";
  EXPECT_LE(bench.trial.most_since_reset, 30U);
  SampleShape shape;
  shape.batch = 64;
  Bench planned_too_large(steady(100'000), shape);
  planned_too_large.trial.limit = 30;
  EXPECT_EQ(planned_too_large.measure().batch, 30U);
}

TEST(Measure, RestoringInputsDuringWarmUpIsNotWarmUp) {
  Bench bench(noisy(100'000, 1.5));
  bench.trial.limit = 1;  // a reset before every application but the first
  bench.trial.reset_takes = std::chrono::milliseconds(2);
  const Measurement m = bench.measure(limits_of(Profile::quick));
  EXPECT_GE(m.wall.verification, Seconds(0.002 * static_cast<double>(bench.trial.resets)));
  EXPECT_LT(m.wall.warm_up, m.wall.verification / 4);
}

TEST(Measure, ApplicationsAreCountedExactly) {
  Bench bench(steady(100'000));
  const Measurement m = bench.measure();
  EXPECT_EQ(bench.trial.verify(m.applications).correctness, Correctness::identical);
  EXPECT_EQ(bench.trial.verify(m.applications + 1).correctness, Correctness::wrong);
}

TEST(Measure, ColdModeEvictsBeforeEverySample) {
  SampleShape shape;
  shape.cold = true;
  Bench bench(steady(100'000), shape);
  bench.measure();
  EXPECT_EQ(bench.backend.evicted, bench.trial.enqueued);
}

TEST(Measure, AColdBatchIsOneOperationHoweverShort) {
  SampleShape shape;
  shape.cold = true;
  Bench bench(steady(100), shape);  // the clock asks for batches of 20 us
  EXPECT_EQ(bench.measure().batch, 1U);
}

TEST(Measure, AnInterruptEndsTheCaseAfterTheRound) {
  Bench bench(noisy(100'000, 1.5));
  bench.interrupted = 15;
  const Measurement m = bench.measure();
  EXPECT_EQ(m.stop_reason, "interrupted");
  EXPECT_LE(m.samples.size(), 32U);
}

TEST(Measure, AParticipantAloneStopsWithinASample) {
  for (const std::uint64_t last : {1U, 5U, 40U}) {  // in the first batch, in warm-up, in a round
    Bench* self = nullptr;
    Bench bench([&] {
      if (self->trial.enqueued == last) self->interrupted = 2;
      return Nanoseconds(100'000 + 20'000 * static_cast<std::int64_t>(self->trial.enqueued % 7));
    });
    self = &bench;
    EXPECT_EQ(bench.measure().stop_reason, "interrupted");
    EXPECT_EQ(bench.trial.enqueued, last);
  }
}

TEST(Measure, AFailureInsideARoundIsPassedOn) {
  Bench bench(steady(100'000));
  bench.trial.throw_at = 20;
  EXPECT_THROW(bench.measure(), std::runtime_error);
  // and the driver is left clean for the next case
  Bench next(steady(100'000));
  EXPECT_EQ(next.measure().stop_reason, "precise");
}

}  // namespace
}  // namespace gpubench
