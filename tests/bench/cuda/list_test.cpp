/// What every benchmark of the module cuda owes before there is a device: it describes itself without one.
#include "bench/cuda/list.hpp"

#include <gmock/gmock.h>

#include <set>

namespace gpubench {
namespace {

/// An H200's figures.
constexpr Machine kMachine{256_KiB, 50_MiB, 50_MiB, 128_GiB, 132, 1};

std::vector<Axes> all_points(const Benchmark& benchmark) {
  std::vector<Axes> all;
  for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough})
    for (Axes& axes : benchmark.points(profile, kMachine)) all.push_back(std::move(axes));
  return all;
}

TEST(CudaBenchmarks, EachHasANameOfItsOwn) {
  std::set<std::string> names;
  for (const auto& benchmark : cuda_benchmarks()) {
    const Description& description = benchmark->description();
    EXPECT_TRUE(names.insert(description.name).second) << description.name << " twice";
    EXPECT_EQ(description.backend, "cuda") << description.name;
    EXPECT_FALSE(description.operation.empty()) << description.name;
    EXPECT_FALSE(description.check.empty()) << description.name;
  }
}

TEST(CudaBenchmarks, EveryPointIsInCanonicalWords) {
  for (const auto& benchmark : cuda_benchmarks()) {
    const Description& description = benchmark->description();
    for (const Axes& axes : all_points(*benchmark)) {
      ASSERT_EQ(axes.values().size(), description.axes.size()) << description.name << ' ' << axes.to_string();
      for (const AxisDefinition& axis : description.axes)
        EXPECT_EQ(axes.text(axis.name), canonical_value(axis, axes.text(axis.name))) << description.name;
    }
  }
}

TEST(CudaBenchmarks, AProfileHasAsManyPointsAsItHasTimeFor) {
  for (const auto& benchmark : cuda_benchmarks()) {
    const std::string& name = benchmark->description().name;
    EXPECT_THAT(benchmark->points(Profile::quick, kMachine).size(),
                testing::AllOf(testing::Ge(1U), testing::Le(3U)))
        << name;
    EXPECT_LE(benchmark->points(Profile::standard, kMachine).size(), 8U) << name;
  }
}

TEST(CudaBenchmarks, PlanningHasAnAnswerToEveryQuestionAtEveryPoint) {
  for (const auto& benchmark : cuda_benchmarks()) {
    for (const Axes& axes : all_points(*benchmark)) {
      SCOPED_TRACE(benchmark->description().name + ' ' + axes.to_string());
      EXPECT_NO_THROW(benchmark->work(axes, kMachine));
      EXPECT_LE(benchmark->memory_needed(axes, kMachine), kMachine.memory_available);
      EXPECT_GT(benchmark->nominal_time(axes, kMachine).count(), 0);
    }
  }
}

TEST(CudaBenchmarks, TransfersCountTheBytesOfTheDevicesMemory) {
  const std::vector<std::tuple<std::string, std::uint64_t, std::uint64_t>> expected = {
      {"transfer/host_to_device", 0, 1024},      {"transfer/device_to_host", 1024, 0},
      {"transfer/device_to_device", 1024, 1024}, {"transfer/bidirectional", 1024, 1024},
      {"transfer/peer_to_peer", 1024, 0},        {"transfer/peer_bidirectional", 1024, 1024}};
  std::size_t found = 0;
  for (const auto& benchmark : cuda_benchmarks()) {
    for (const auto& [name, read, written] : expected) {
      if (benchmark->description().name != name) continue;
      ++found;
      Axes axes = benchmark->points(Profile::quick, kMachine).front();
      axes.set("size", "1KiB");
      const Work work = benchmark->work(axes, kMachine);
      EXPECT_EQ(work.read.count, read) << name;
      EXPECT_EQ(work.written.count, written) << name;
    }
  }
  EXPECT_EQ(found, expected.size());
}

TEST(CudaBenchmarks, StreamsEndBeyondTheCacheAlsoCold) {
  std::size_t streams = 0;
  for (const auto& benchmark : cuda_benchmarks()) {
    const auto quick = benchmark->points(Profile::quick, kMachine);
    if (!quick.front().has("cache")) continue;
    ++streams;
    EXPECT_GE(quick.back().size("working_set"), 1_GiB) << benchmark->description().name;
    if (benchmark->description().name != "memory/triad") continue;
    const Axes largest = benchmark->points(Profile::standard, kMachine).back();
    EXPECT_EQ(largest.to_string(), "type=f64 working_set=4GiB cache=cold");
    EXPECT_EQ(benchmark->ceiling_role(largest), CeilingRole::none);
    EXPECT_EQ(benchmark->ceiling_role(quick.back()), CeilingRole::sets);
  }
  EXPECT_EQ(streams, 8U);
}

TEST(CudaBenchmarks, AHeldGraphIsNoLongerThanAQueueOfLaunches) {
  for (const auto& benchmark : cuda_benchmarks()) {
    if (benchmark->description().name != "launch/graph") continue;
    const auto refused = [&](const char* kernels, const char* clock) {
      return benchmark->obstacle({{"kernels", kernels}, {"clock", clock}}, kMachine).has_value();
    };
    EXPECT_FALSE(refused("896", "device"));
    EXPECT_TRUE(refused("897", "device"));
    EXPECT_FALSE(refused("4096", "wall"));
    for (const Axes& axes : all_points(*benchmark))
      EXPECT_FALSE(benchmark->obstacle(axes, kMachine)) << axes.to_string();
  }
}

TEST(CudaBenchmarks, AKernelIsNotAskedForWhatItCanNotReach) {
  for (const auto& benchmark : cuda_benchmarks()) {
    if (benchmark->description().name != "transfer/host_to_device") continue;
    const auto obstacle = [&](const char* size, const char* memory, const char* engine) {
      const Axes axes{{"size", size}, {"memory", memory}, {"engine", engine}};
      return benchmark->obstacle(axes, kMachine).value_or("");
    };
    EXPECT_EQ(obstacle("1KiB", "pinned", "kernel"), "");
    EXPECT_EQ(obstacle("1000B", "pageable", "copy"), "");
    EXPECT_EQ(obstacle("1KiB", "pageable", "kernel"), "a kernel reaches page-locked memory of the host only");
    EXPECT_EQ(obstacle("1000B", "pinned", "kernel"), "a kernel moves 16 bytes at a time");
  }
}

}  // namespace
}  // namespace gpubench
