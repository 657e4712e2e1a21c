/// What every host benchmark owes: no verdict of right before it has run, right after, wrong after one
/// changed element.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "bench/host/backend.hpp"
#include "bench/host/list.hpp"

namespace gpubench {
namespace {

constexpr Machine kMachine{48_KiB, 256_KiB, 1_MiB, 32_MiB, 2, 1};

struct Case {
  const Benchmark* benchmark;
  Axes axes;
};

const std::vector<std::unique_ptr<Benchmark>>& benchmarks() {
  static const auto list = host_benchmarks();
  return list;
}

/// First and last quick point, and one off the beaten track: another type, a size that divides by nothing.
std::vector<Case> cases() {
  std::vector<Case> cases;
  for (const auto& benchmark : benchmarks()) {
    const auto quick = benchmark->points(Profile::quick, kMachine);
    cases.push_back({benchmark.get(), quick.front()});
    cases.push_back({benchmark.get(), quick.back()});
    Axes odd = quick.front();
    if (odd.has("type")) odd.set("type", "f32");
    if (odd.has("working_set")) odd.set("working_set", "70052B");
    if (odd.has("stores")) odd.set("stores", "nontemporal");
    if (odd.has("ilp")) odd.set("ilp", "1");
    cases.push_back({benchmark.get(), odd});
  }
  return cases;
}

class HostBenchmark : public testing::TestWithParam<Case> {
 protected:
  HostBackend backend{2};
  Context context{backend, kMachine, nullptr, 42};
  std::unique_ptr<Trial> trial = GetParam().benchmark->make_trial(GetParam().axes, context);
  std::unique_ptr<Stream> stream = backend.make_stream();

  Correctness verdict(std::uint64_t applications) { return trial->verify(applications).correctness; }

  /// Of integers every bit must be right; where sums round, as right as rounding allows.
  void expect_right(std::uint64_t applications) {
    const Verdict verdict = trial->verify(applications);
    const bool rounds = verdict.family == "R" && verdict.correctness == Correctness::statistical;
    EXPECT_TRUE(verdict.correctness == Correctness::identical || rounds) << verdict.detail;
  }
};

TEST_P(HostBenchmark, IsWrongBeforeItHasRun) {
  trial->reset();
  const Verdict verdict = trial->verify(1);
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_FALSE(verdict.detail.empty());
}

TEST_P(HostBenchmark, IsRightAfterOneAndAfterThreeApplications) {
  trial->reset();
  trial->enqueue(*stream);
  expect_right(1);
  trial->enqueue(*stream);
  trial->enqueue(*stream);
  expect_right(3);
}

TEST_P(HostBenchmark, IsWrongAgainAfterReset) {
  trial->reset();
  trial->enqueue(*stream);
  trial->reset();
  EXPECT_EQ(verdict(1), Correctness::wrong);
}

TEST_P(HostBenchmark, OneChangedElementIsFound) {
  trial->reset();
  trial->enqueue(*stream);
  const auto output = trial->footprint().front();
  // Of a small output only the head of each line counts; in a large one any element must.
  const std::size_t place = output.size() < 256 ? 0 : output.size() / 3 / 8 * 8;
  output[place] ^= std::byte{1};
  // Where sums round a last bit is within bounds: that it differs from the same sum repeated is told.
  const Verdict changed = trial->verify(1);
  const bool told = changed.family == "R" && changed.correctness == Correctness::bounded;
  EXPECT_TRUE(changed.correctness == Correctness::wrong || told) << to_string(changed.correctness);
}

TEST_P(HostBenchmark, WorkAndMemoryAreStated) {
  const Work work = GetParam().benchmark->work(GetParam().axes, kMachine);
  const std::uint64_t counted =
      (work.read + work.written).count + static_cast<std::uint64_t>(work.flop.count);
  EXPECT_TRUE(counted > 0 || work.operations > 1) << "neither bytes nor flop nor operations";
  EXPECT_GT(GetParam().benchmark->memory_needed(GetParam().axes, kMachine).count, 0u);
  EXPECT_GE(trial->applications_max(), 3u);
  EXPECT_FALSE(trial->facts().empty());
}

TEST_P(HostBenchmark, EvictionLeavesTheOutputRight) {
  trial->reset();
  trial->enqueue(*stream);
  const auto memory = trial->footprint();
  backend.evict(memory);
  expect_right(1);
}

INSTANTIATE_TEST_SUITE_P(All, HostBenchmark, testing::ValuesIn(cases()), [](const auto& instance) {
  std::string name = instance.param.benchmark->description().name + "_" + std::to_string(instance.index % 3);
  for (char& letter : name) letter = std::isalnum(static_cast<unsigned char>(letter)) ? letter : '_';
  return name;
});

TEST(HostBenchmarks, PointsAreCanonicalAndAcceptedByTheirAxes) {
  Machine roomy = kMachine;  // The sizes of some do not depend on the machine.
  roomy.memory_available = 4_GiB;
  for (const auto& benchmark : benchmarks()) {
    for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
      const auto points = benchmark->points(profile, roomy);
      EXPECT_FALSE(points.empty());
      for (const Axes& axes : points) {
        EXPECT_FALSE(benchmark->obstacle(axes, roomy)) << axes.to_string();
        EXPECT_LE(benchmark->memory_needed(axes, roomy), roomy.memory_available);
        for (const AxisDefinition& axis : benchmark->description().axes) {
          EXPECT_EQ(canonical_value(axis, axes.text(axis.name)), axes.text(axis.name)) << axis.name;
        }
      }
    }
  }
}

TEST(HostBenchmarks, NominalTimesDoNotDependOnThreads) {
  for (const auto& benchmark : benchmarks()) {
    for (const Axes& axes : benchmark->points(Profile::thorough, kMachine)) {
      Machine machine = kMachine;
      machine.threads = 1;
      const Seconds one = benchmark->nominal_time(axes, machine);
      for (const int threads : {4, 64}) {
        machine.threads = threads;
        EXPECT_EQ(benchmark->nominal_time(axes, machine), one)
            << benchmark->description().name << " " << axes.to_string() << " on " << threads;
      }
    }
  }
}

TEST(HostBenchmarks, IntensityBelowOneFlopAnElementIsAnObstacle) {
  const auto place = std::find_if(benchmarks().begin(), benchmarks().end(), [](const auto& benchmark) {
    return benchmark->description().name == "compute/intensity";
  });
  ASSERT_NE(place, benchmarks().end());
  const Benchmark& intensity = **place;
  Axes axes{{"type", "f32"}, {"intensity", "1/16"}, {"working_set", "1MiB"}};
  EXPECT_TRUE(intensity.obstacle(axes, kMachine));
  axes.set("intensity", "1/8");
  EXPECT_FALSE(intensity.obstacle(axes, kMachine));
}

}  // namespace
}  // namespace gpubench
