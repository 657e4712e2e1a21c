#include "bench/memory/stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "bench/host/exact.hpp"
#include "bench/host/pattern.hpp"
#include "bench/memory/sizes.hpp"
#include "bench/memory/stream_row.hpp"

namespace gpubench {
namespace {

constexpr Machine kMachine{32_KiB, 1_MiB, 16_MiB, 64_GiB, 4, 1};

const Benchmark& find(const std::vector<std::unique_ptr<Benchmark>>& list, const std::string& name) {
  for (const auto& benchmark : list) {
    if (benchmark->description().name == name) return *benchmark;
  }
  throw std::out_of_range(name);
}

TEST(Stream, BytesAreCountedAsTheFormulaSays) {
  const auto list = stream_benchmarks();
  const Axes axes{{"type", "f64"}, {"working_set", "48MiB"}, {"stores", "ordinary"}, {"cache", "hot"}};
  const Work triad = find(list, "memory/triad").work(axes, kMachine);
  EXPECT_EQ(triad.read, 32_MiB);
  EXPECT_EQ(triad.written, 16_MiB);
  EXPECT_EQ(triad.flop.count, 2.0 * (16 << 20) / 8);
  const Work nstream = find(list, "memory/nstream").work(axes, kMachine);
  EXPECT_EQ(nstream.read, 48_MiB);
  EXPECT_EQ(nstream.written, 16_MiB);
  const Work read = find(list, "memory/read").work(axes, kMachine);
  EXPECT_EQ(read.read, 48_MiB);
  EXPECT_EQ(read.written, 0_B);
}

TEST(Stream, SmallSetsAreGoneOverOftenAndColdOnesOnce) {
  EXPECT_EQ(stream_passes({{"working_set", "32KiB"}, {"cache", "hot"}}), 128);
  EXPECT_EQ(stream_passes({{"working_set", "32KiB"}, {"cache", "cold"}}), 1);
  EXPECT_EQ(stream_passes({{"working_set", "4MiB"}, {"cache", "hot"}}), 1);
}

TEST(Stream, OnlyHotCasesSetTheCeilingOfTheirSize) {
  const auto list = stream_benchmarks();
  const Benchmark& copy = find(list, "memory/copy");
  Axes axes{{"type", "f64"}, {"working_set", "1MiB"}, {"stores", "ordinary"}, {"cache", "hot"}};
  EXPECT_EQ(copy.ceiling(axes), "bytes/s 1MiB");
  EXPECT_EQ(copy.ceiling_role(axes), CeilingRole::sets);
  axes.set("cache", "cold");
  EXPECT_EQ(copy.ceiling_role(axes), CeilingRole::none);
}

TEST(WorkingSets, SitInTheirLevels) {
  const WorkingSets sets = working_sets(kMachine);
  EXPECT_EQ(sets.l1, 64_KiB);
  EXPECT_EQ(sets.l2, 2_MiB);
  EXPECT_EQ(sets.memory, 64_MiB);
  EXPECT_EQ(sets.limit, 128_MiB);
}

TEST(WorkingSets, StayWithinAQuarterOfTheMemory) {
  Machine machine = kMachine;
  machine.cache_last = 480_MiB;
  EXPECT_EQ(working_sets(machine).limit, 2_GiB);  // Eight times 480 MiB is 3840: the power of two below.
  machine.memory_available = 400_MiB;
  EXPECT_EQ(working_sets(machine).limit, 64_MiB);
  EXPECT_EQ(working_sets(machine).memory, 64_MiB);
}

TEST(SweepSizes, StepFromTheFirstLevelToTheLimit) {
  const auto doubled = sweep_sizes(kMachine, 2, 1);
  EXPECT_EQ(doubled.front(), 64_KiB);
  EXPECT_EQ(doubled.back(), 128_MiB);
  EXPECT_EQ(doubled.size(), 12u);
  const auto fine = sweep_sizes(kMachine, 13, 10);
  for (std::size_t i = 1; i < fine.size(); ++i) EXPECT_GT(fine[i], fine[i - 1]);
  EXPECT_LE(fine.back(), 128_MiB);
}

TEST(Pattern, FindsTheFirstElementThatDiffers) {
  const auto integers = small_integers(1, 0);
  const Pattern<float> pattern([&](std::size_t j) { return integers[j]; });
  std::vector<float> data(20000);
  pattern.fill(data.data(), data.size(), 2);
  EXPECT_FALSE(pattern.first_difference(data.data(), data.size(), 2));
  data[19999] += 1;
  EXPECT_EQ(pattern.first_difference(data.data(), data.size(), 2), 19999u);
  data[4093] += 1;
  EXPECT_EQ(pattern.first_difference(data.data(), data.size(), 2), 4093u);
}

TEST(JudgePattern, TellsWhereAndWhatAndTakesTheDigest) {
  const Pattern<double> pattern([](std::size_t j) { return static_cast<double>(j); });
  std::vector<double> data(5000);
  pattern.fill(data.data(), data.size(), 1);
  const Verdict right = judge_pattern(pattern, data.data(), data.size(), 1);
  EXPECT_EQ(right.correctness, Correctness::identical);
  EXPECT_EQ(right.checked, data.size());
  data[4999] = -1;
  const Verdict wrong = judge_pattern(pattern, data.data(), data.size(), 1);
  EXPECT_EQ(wrong.correctness, Correctness::wrong);
  EXPECT_EQ(wrong.worst_index, 4999u);
  EXPECT_EQ(wrong.detail, "element 4999 is -1, not 906");
  EXPECT_NE(wrong.digest, right.digest);
}

TEST(SmallIntegers, DependOnSeedAndTensorAndCoverTheirRange) {
  EXPECT_EQ(small_integers(1, 0), small_integers(1, 0));
  EXPECT_NE(small_integers(1, 0), small_integers(2, 0));
  EXPECT_NE(small_integers(1, 0), small_integers(1, 1));
  const auto values = small_integers(1, 0);
  EXPECT_EQ(*std::min_element(values.begin(), values.end()), -3);
  EXPECT_EQ(*std::max_element(values.begin(), values.end()), 3);
}

}  // namespace
}  // namespace gpubench
