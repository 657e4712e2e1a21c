#include "harness/measure.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "tests/mpi/module.hpp"
#include "tests/support/fake_backend.hpp"

namespace gpubench {
namespace {

using test::world;

/// 25 us an operation: enough for a clock of 20 ns, not for one of 40. Deciding alone, a rank would go on to
/// collectives that others do not enter. A process each, since Google Benchmark's list of what runs is one a
/// process.
TEST(MpiMeasure, ParticipantsWhoseClocksDifferAgreeOnTheBatch) {
  DisturbanceMeter meter;
  test::CountingTrial trial;
  std::uint64_t counted = 0;
  test::FakeBackend backend([&] {
    const std::uint64_t operations = trial.enqueued - counted;
    counted = trial.enqueued;
    return Nanoseconds(static_cast<std::int64_t>(operations) * 25'000);
  });
  backend.resolution = Nanoseconds(world().rank() == 0 ? 20 : 40);
  Sampler sampler(trial, backend, world(), {}, meter);
  const std::atomic<int> interrupted{0};
  const Measurement measured =
      measure(trial, sampler, world(), AcrossRanks::each, limits_of(Profile::quick), interrupted);
  EXPECT_EQ(measured.batch, world().size() == 1 ? 1U : 4U);
}

}  // namespace
}  // namespace gpubench
