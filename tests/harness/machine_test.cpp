#include "harness/machine.hpp"

#include <gtest/gtest.h>

#include "harness/caches.hpp"
#include "harness/manifest.hpp"
#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

void write_cache(CapturedTree& tree, int cpu, int index, const std::string& level, const std::string& type,
                 const std::string& size, const std::string& shared) {
  const std::string folder =
      "/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/cache/index" + std::to_string(index) + "/";
  tree.write(folder + "level", level + "\n");
  tree.write(folder + "type", type + "\n");
  tree.write(folder + "size", size + "\n");
  tree.write(folder + "shared_cpu_list", shared + "\n");
}

/// Eight processors of an EPYC: four to a 32 MiB last level.
void write_epyc(CapturedTree& tree) {
  for (int cpu = 0; cpu < 8; ++cpu) {
    write_cache(tree, cpu, 0, "1", "Data", "32K", std::to_string(cpu));
    write_cache(tree, cpu, 1, "1", "Instruction", "64K", std::to_string(cpu));
    write_cache(tree, cpu, 2, "2", "Unified", "512K", std::to_string(cpu));
    write_cache(tree, cpu, 3, "3", "Unified", "32768K", cpu < 4 ? "0-3" : "4-7");
  }
}

Place on_cpus(std::vector<int> cpus) {
  Place place;
  place.threads = static_cast<int>(cpus.size());
  place.cpus = std::move(cpus);
  return place;
}

TEST(Caches, LastLevelCountsEachCacheTheProcessorsSee) {
  CapturedTree tree;
  write_epyc(tree);
  const Caches one = read_caches(tree.files(), {0, 1});
  EXPECT_EQ(one.l1, 32_KiB);
  EXPECT_EQ(one.l2, 512_KiB);
  EXPECT_EQ(one.last, 32_MiB);
  EXPECT_EQ(one.last_level, 3);
  const Caches both = read_caches(tree.files(), {3, 4});
  EXPECT_EQ(both.last, 64_MiB);
  EXPECT_EQ(both.last_count, 2);
}

TEST(Caches, WithoutAThirdLevelTheSecondIsTheLast) {
  CapturedTree tree;
  for (int cpu = 0; cpu < 2; ++cpu) {
    write_cache(tree, cpu, 0, "1", "Data", "64K", std::to_string(cpu));
    write_cache(tree, cpu, 1, "2", "Unified", "1024K", std::to_string(cpu));
  }
  const Caches caches = read_caches(tree.files(), {0, 1});
  EXPECT_EQ(caches.last, 2_MiB);
  EXPECT_EQ(caches.last_level, 2);
}

TEST(Caches, UnreadableOnesAreAbsent) {
  CapturedTree tree;
  write_cache(tree, 0, 0, "1", "Data", "many", "0");
  EXPECT_FALSE(read_caches(tree.files(), {0}).l1.has_value());
  EXPECT_FALSE(read_caches(CapturedTree().files(), {0}).last.has_value());
}

TEST(Caches, HwlocAgreesWithTheKernelHere) {
  const Place place = find_place();
  const Caches kernel = read_caches(SystemFiles(), place.cpus);
  if (!kernel.last) GTEST_SKIP() << "this machine's sysfs shows no caches";
  const Caches hwloc = ask_caches(place.cpus);
  EXPECT_EQ(hwloc.l1, kernel.l1);
  EXPECT_EQ(hwloc.l2, kernel.l2);
  EXPECT_EQ(hwloc.last, kernel.last);
}

TEST(Machine, MemoryIsSharedByTheHostsParticipants) {
  CapturedTree tree{{"/proc/meminfo", "MemTotal:       33554432 kB\nMemAvailable:   16777216 kB\n"}};
  write_epyc(tree);
  const Machine alone = probe_machine(on_cpus({0, 1, 2, 3}), 1, 8, tree.files());
  EXPECT_EQ(alone.memory_available, 14_GiB);  // 16 less an eighth
  EXPECT_EQ(alone.cache_last, 32_MiB);
  EXPECT_EQ(alone.threads, 4);
  EXPECT_EQ(alone.ranks, 8);
  EXPECT_EQ(probe_machine(on_cpus({0}), 4, 8, tree.files()).memory_available, 3584_MiB);
}

TEST(Machine, ACgroupsLimitIsTheMemoryThereIs) {
  CapturedTree tree{{"/proc/meminfo", "MemAvailable:   16777216 kB\n"},
                    {"/proc/self/cgroup", "0::/\n"},
                    {"/proc/self/mountinfo", "1 1 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n"},
                    {"/sys/fs/cgroup/memory.max", "2147483648\n"},
                    {"/sys/fs/cgroup/memory.current", "1073741824\n"}};
  EXPECT_EQ(memory_left(tree.files()), 1_GiB);
  tree.write("/proc/meminfo", "MemAvailable:   524288 kB\n");
  EXPECT_EQ(memory_left(tree.files()), 512_MiB);
}

TEST(Machine, WhatNobodyTellsIsPlannedAsNominal) {
  const CapturedTree nothing;
  EXPECT_FALSE(memory_left(nothing.files()).has_value());
  EXPECT_EQ(probe_machine(on_cpus({0}), 2, 2, nothing.files()).memory_available,
            nominal_machine().memory_available / 2);
}

TEST(Machine, SmallestIsTakenFieldByField) {
  const Machine a{32_KiB, 1_MiB, 32_MiB, 8_GiB, 4, 2};
  const Machine b{48_KiB, 512_KiB, 64_MiB, 4_GiB, 8, 2};
  const Machine smallest = smallest_machine(a, b);
  EXPECT_EQ(smallest.cache_l1, 32_KiB);
  EXPECT_EQ(smallest.cache_l2, 512_KiB);
  EXPECT_EQ(smallest.cache_last, 32_MiB);
  EXPECT_EQ(smallest.memory_available, 4_GiB);
  EXPECT_EQ(smallest.threads, 4);
}

TEST(Machine, TextRoundTrips) {
  const Machine machine{32_KiB, 1_MiB, 32_MiB, 8_GiB, 4, 2};
  const Machine back = machine_from_text(to_text(machine));
  EXPECT_EQ(to_text(back), to_text(machine));
  EXPECT_EQ(back.cache_last, 32_MiB);
  EXPECT_THROW(machine_from_text("[]"), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench
