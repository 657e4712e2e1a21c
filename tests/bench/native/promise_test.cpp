/// What every memory benchmark described for devices owes, over the host twins: no verdict of right before it
/// has run, right after, wrong after one changed byte.
#include <gtest/gtest.h>

#include <cctype>
#include <string>

#include "tests/bench/native/host_twins.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

/// A small device of 3 multiprocessors.
constexpr Machine kMachine{16_KiB, 64_KiB, 64_KiB, 64_MiB, 3, 1};

const std::vector<std::unique_ptr<Benchmark>>& benchmarks() {
  static const auto list = test::twin_benchmarks();
  return list;
}

struct Case {
  const Benchmark* benchmark;
  Axes axes;
};

/// The quick points, and one off the beaten track.
std::vector<Case> cases() {
  std::vector<Case> cases;
  for (const auto& benchmark : benchmarks()) {
    const auto quick = benchmark->points(Profile::quick, kMachine);
    for (const Axes& axes : quick) cases.push_back({benchmark.get(), axes});
    Axes odd = quick.front();
    if (odd.has("type")) odd.set("type", "f32");
    if (odd.has("working_set")) odd.set("working_set", "70052B");
    if (odd.has("table")) odd.set("table", "70052B");
    if (odd.has("stride")) odd.set("stride", "12B");
    if (odd.has("passes")) odd.set("passes", "3");
    cases.push_back({benchmark.get(), odd});
  }
  return cases;
}

class NativeBenchmark : public testing::TestWithParam<Case> {
 protected:
  test::PlainBackend backend{2};
  Context context{backend, kMachine, nullptr, 42};
  std::unique_ptr<Trial> trial = GetParam().benchmark->make_trial(GetParam().axes, context);
  std::unique_ptr<Stream> stream = backend.make_stream();

  Correctness verdict(std::uint64_t applications) { return trial->verify(applications).correctness; }
};

TEST_P(NativeBenchmark, IsWrongBeforeItHasRun) {
  trial->reset();
  const Verdict verdict = trial->verify(1);
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_FALSE(verdict.detail.empty());
}

TEST_P(NativeBenchmark, IsRightAfterOneAndAfterThreeApplicationsAndWrongAfterReset) {
  trial->reset();
  trial->enqueue(*stream);
  EXPECT_EQ(verdict(1), Correctness::identical) << trial->verify(1).detail;
  trial->enqueue(*stream);
  trial->enqueue(*stream);
  EXPECT_EQ(verdict(3), Correctness::identical) << trial->verify(3).detail;
  trial->reset();
  EXPECT_EQ(verdict(1), Correctness::wrong);
}

TEST_P(NativeBenchmark, OneChangedByteIsFoundWhereverItLies) {
  trial->reset();
  trial->enqueue(*stream);
  const auto output = trial->footprint().front();
  for (const std::size_t place : {std::size_t{0}, output.size() / 3, output.size() - 1}) {
    output[place] ^= std::byte{1};
    EXPECT_EQ(verdict(1), Correctness::wrong) << "byte " << place << " of " << output.size();
    output[place] ^= std::byte{1};
    EXPECT_EQ(verdict(1), Correctness::identical);
  }
}

TEST_P(NativeBenchmark, WorkMemoryAndPointsAreStated) {
  const Benchmark& benchmark = *GetParam().benchmark;
  const Work work = benchmark.work(GetParam().axes, kMachine);
  EXPECT_GT((work.read + work.written).count, 0U);
  EXPECT_GT(benchmark.memory_needed(GetParam().axes, kMachine).count, 0U);
  EXPECT_GT(benchmark.nominal_time(GetParam().axes, kMachine).count(), 0);
  EXPECT_GE(trial->applications_max(), 3U);
  EXPECT_FALSE(trial->facts().empty());
  for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
    const auto points = benchmark.points(profile, kMachine);
    EXPECT_FALSE(points.empty());
    for (const Axes& axes : points) {
      EXPECT_LE(benchmark.memory_needed(axes, kMachine), kMachine.memory_available) << axes.to_string();
      for (const AxisDefinition& axis : benchmark.description().axes) {
        EXPECT_EQ(canonical_value(axis, axes.text(axis.name)), axes.text(axis.name)) << axis.name;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, NativeBenchmark, testing::ValuesIn(cases()), [](const auto& instance) {
  std::string name = instance.param.benchmark->description().name + "_" + instance.param.axes.to_string();
  for (char& letter : name) letter = std::isalnum(static_cast<unsigned char>(letter)) ? letter : '_';
  return name;
});

}  // namespace
}  // namespace gpubench
