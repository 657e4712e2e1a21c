#include "harness/place.hpp"

#include <gtest/gtest.h>

#include "harness/cgroup.hpp"
#include "harness/number_ranges.hpp"
#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

constexpr const char* kBootId = "/proc/sys/kernel/random/boot_id";

// Captured in a container of Debian 12's podman under cgroup version 2: --cpus 1.5 --memory 2g.
const std::map<std::string, std::string> kVersion2 = {
    {"/proc/self/cgroup", "0::/\n"},
    {"/proc/self/mountinfo",
     "611 605 0:27 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw,nsdelegate\n"},
    {"/sys/fs/cgroup/cpu.max", "150000 100000\n"},
    {"/sys/fs/cgroup/memory.max", "2147483648\n"},
    {"/sys/fs/cgroup/memory.current", "1073741824\n"},
    {"/sys/fs/cgroup/memory.stat",
     "anon 536870912\nfile 536870912\ninactive_file 268435456\nactive_file 0\n"}};

// Version 1 as a container runtime mounts it: the tree from the container's own group down, the path as the
// host says.
const std::map<std::string, std::string> kVersion1 = {
    {"/proc/self/cgroup", "4:memory:/docker/4f\n1:cpu,cpuacct:/docker/4f\n0::/\n"},
    {"/proc/self/mountinfo",
     "32 31 0:29 /docker/4f /sys/fs/cgroup/cpu,cpuacct ro,relatime - cgroup cgroup rw,cpu,cpuacct\n"
     "35 31 0:32 /docker/4f /sys/fs/cgroup/memory ro,relatime master:3 - cgroup cgroup rw,memory\n"
     "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n"},
    {"/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "300000\n"},
    {"/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n"},
    {"/sys/fs/cgroup/memory/memory.limit_in_bytes", "1073741824\n"},
    {"/sys/fs/cgroup/memory/memory.usage_in_bytes", "268435456\n"},
    {"/sys/fs/cgroup/memory/memory.stat", "cache 1\ninactive_file 7\ntotal_inactive_file 134217728\n"}};

TEST(NumberRanges, RoundTripTheKernelsLists) {
  EXPECT_EQ(parse_ranges("0-3,8,10-11"), (std::vector<int>{0, 1, 2, 3, 8, 10, 11}));
  EXPECT_EQ(format_ranges({0, 1, 2, 3, 8, 10, 11}), "0-3,8,10-11");
  EXPECT_EQ(format_ranges({}), "");
  EXPECT_TRUE(parse_ranges("").empty());
}

TEST(NumberRanges, OtherTextsAreRefused) {
  for (const char* text : {"a", "3-1", "1-", "-1", "1,,2", "0-99999999999", "0-2000000", "1 2"})
    EXPECT_THROW(parse_ranges(text), std::invalid_argument) << text;
}

TEST(Cgroup, Version2LimitsAreRead) {
  const CapturedTree tree(kVersion2);
  const CgroupLimits limits = read_cgroup_limits(tree.files());
  EXPECT_DOUBLE_EQ(limits.cpus.value(), 1.5);
  EXPECT_EQ(limits.memory, 2_GiB);
  EXPECT_EQ(limits.memory_left, 1280_MiB);  // 2048 - (1024 - 256 of cache that can be dropped)
}

TEST(Cgroup, Version1LimitsAreRead) {
  const CapturedTree tree(kVersion1);
  const CgroupLimits limits = read_cgroup_limits(tree.files());
  EXPECT_DOUBLE_EQ(limits.cpus.value(), 3.0);
  EXPECT_EQ(limits.memory, 1_GiB);
  EXPECT_EQ(limits.memory_left, 896_MiB);
}

TEST(Cgroup, ALimitOfAnOuterGroupHoldsToo) {
  CapturedTree tree(kVersion2);
  tree.write("/proc/self/cgroup", "0::/job/step\n");
  tree.write("/sys/fs/cgroup/job/step/cpu.max", "max 100000\n");
  tree.write("/sys/fs/cgroup/job/cpu.max", "50000 100000\n");
  EXPECT_DOUBLE_EQ(read_cgroup_limits(tree.files()).cpus.value(), 0.5);
}

TEST(Cgroup, AGroupInsideAContainersIsFoundBelowTheMount) {
  CapturedTree tree(kVersion1);
  tree.write("/proc/self/cgroup", "4:memory:/docker/4f/step\n1:cpu,cpuacct:/docker/4f/step\n");
  tree.write("/sys/fs/cgroup/cpu,cpuacct/step/cpu.cfs_quota_us", "100000\n");
  tree.write("/sys/fs/cgroup/cpu,cpuacct/step/cpu.cfs_period_us", "100000\n");
  EXPECT_DOUBLE_EQ(read_cgroup_limits(tree.files()).cpus.value(), 1.0);
}

TEST(Cgroup, NoLimitIsAbsentNotLarge) {
  CapturedTree v2(kVersion2);
  v2.write("/sys/fs/cgroup/cpu.max", "max 100000\n");
  v2.write("/sys/fs/cgroup/memory.max", "max\n");
  CapturedTree v1(kVersion1);
  v1.write("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
  v1.write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  const CapturedTree nothing;
  for (const SystemFiles& files : {v2.files(), v1.files(), nothing.files()}) {
    const CgroupLimits limits = read_cgroup_limits(files);
    EXPECT_FALSE(limits.cpus.has_value());
    EXPECT_FALSE(limits.memory.has_value());
    EXPECT_FALSE(limits.memory_left.has_value());
  }
}

TEST(Place, HostIsADigestOfTheBootId) {
  const CapturedTree a{{kBootId, "c99874ac-9e1f-4973-8657-54b285257393\n"}};
  const CapturedTree b{{kBootId, "00000000-9e1f-4973-8657-54b285257393\n"}};
  const Place place = make_place(a.files(), {0, 1}, 1);
  // printf %s c99874ac-9e1f-4973-8657-54b285257393 | sha256sum
  EXPECT_EQ(place.host, "8b94bc2d6f08");
  EXPECT_EQ(place.cpuset, "0-1");
  EXPECT_EQ(place.threads, 2);
  EXPECT_NE(place.host, make_place(b.files(), {0, 1}, 1).host);
  EXPECT_NE(place.device, make_place(a.files(), {0}, 1).device);
  EXPECT_NE(place.device, make_place(b.files(), {0, 1}, 1).device);
}

TEST(Place, QuotaCapsThreadsRoundedUp) {
  const CapturedTree v2(kVersion2), v1(kVersion1);
  EXPECT_EQ(make_place(v2.files(), {0, 1, 2, 3}, 0).threads, 2);  // of 1.5
  EXPECT_EQ(make_place(v1.files(), {0, 1, 2, 3}, 0).threads, 3);
  EXPECT_EQ(make_place(v2.files(), {5}, 0).threads, 1);
}

TEST(Place, ThisProcessHasOne) {
  const Place place = find_place();
  EXPECT_EQ(place.host.size(), 12u);
  EXPECT_FALSE(place.cpus.empty());
  EXPECT_GE(place.threads, 1);
  EXPECT_LE(place.threads, static_cast<int>(place.cpus.size()));
}

TEST(Place, TextRoundTrips) {
  const CapturedTree tree{{kBootId, "x\n"}};
  const Place place = make_place(tree.files(), {0, 1, 2, 7}, -1);
  EXPECT_EQ(place_from_text(to_text(place)), place);
  EXPECT_THROW(place_from_text("{}"), std::invalid_argument);
  EXPECT_THROW(place_from_text("Debian"), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench
