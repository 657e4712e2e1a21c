#include "harness/fingerprint/hardware.hpp"

#include <gmock/gmock.h>

#include "harness/fingerprint/container.hpp"
#include "harness/fingerprint/process_limits.hpp"
#include "harness/fingerprint/processor.hpp"
#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

using results::Fact;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

Fact host_fact(const std::string& key, const std::string& value) {
  return {"host", key, value, ""};
}

TEST(Hardware, TheMachineIsNamedWithoutItsSerialNumber) {
  const CapturedTree tree{{"/sys/class/dmi/id/sys_vendor", "NVIDIA\n"},
                          {"/sys/class/dmi/id/product_name", "DGXH100\n"},
                          {"/sys/class/dmi/id/product_serial", "1660224000001\n"},
                          {"/sys/class/dmi/id/product_uuid", "4c4c4544-0042\n"},
                          {"/sys/class/dmi/id/bios_version", "1.01.05\n"}};
  EXPECT_THAT(collect_machine(tree.files()),
              ElementsAre(host_fact("machine.vendor", "NVIDIA"), host_fact("machine.product", "DGXH100"),
                          host_fact("machine.firmware", "1.01.05")));
}

TEST(Hardware, MemoryNodesAreInOrderOfTheirNumbers) {
  CapturedTree tree{{"/sys/devices/system/node/node2/cpulist", "4-5\n"},
                    {"/sys/devices/system/node/node10/cpulist", "6-7\n"},
                    {"/sys/devices/system/node/node2/meminfo",
                     "Node 2 MemTotal:       1024 kB\nNode 2 MemFree:        7 kB\n"},
                    {"/sys/devices/system/node/node2/distance", "10 21\n"},
                    {"/sys/devices/system/node/nodes/cpulist", "9\n"},
                    {"/sys/devices/system/node/node/cpulist", "9\n"}};
  EXPECT_THAT(collect_numa(tree.files()),
              ElementsAre(host_fact("numa.memory", "2: 1024 kB"), host_fact("numa.cpus", "2: 4-5; 10: 6-7"),
                          host_fact("numa.distances", "2: 10 21")));
  EXPECT_THAT(collect_numa(CapturedTree{}.files()), IsEmpty());
}

TEST(Hardware, HugePagesOfEachSize) {
  const CapturedTree tree{{"/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "0\n"},
                          {"/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages", "16\n"}};
  EXPECT_THAT(collect_huge_pages(tree.files()), ElementsAre(host_fact("memory.huge_pages.1048576kB", "16"),
                                                            host_fact("memory.huge_pages.2048kB", "0")));
}

TEST(Hardware, TheHypervisorsNameIsThereWhereItsFlagIs) {
  const bool flag = SystemFiles().text("/proc/cpuinfo").value_or("").find(" hypervisor") != std::string::npos;
  EXPECT_LE(collect_hypervisor().size(), flag ? 1U : 0U);
}

TEST(Hardware, CoresAreCountedBySocket) {
  const auto facts = parse_cpuinfo(
      "processor : 0\nphysical id : 0\ncore id : 0\n\nprocessor : 1\nphysical id : 0\ncore id : 0\n\n"
      "processor : 2\nphysical id : 1\ncore id : 0\n\nprocessor : 3\nphysical id : 1\ncore id : 0\n\n");
  EXPECT_THAT(facts, Contains(host_fact("cpu.cores", "2")));
  EXPECT_THAT(facts, Contains(host_fact("cpu.count", "4")));
}

TEST(Hardware, ClocksPreferencesAreRead) {
  const CapturedTree tree{
      {"/sys/devices/system/cpu/cpu3/cpufreq/base_frequency", "2000000\n"},
      {"/sys/devices/system/cpu/cpu3/cpufreq/energy_performance_preference", "balance_power\n"},
      {"/sys/devices/system/cpu/intel_pstate/status", "active\n"}};
  Place place;
  place.cpus = {3};
  EXPECT_THAT(collect_frequency(tree.files(), place),
              ElementsAre(host_fact("clock.khz_base", "2000000"),
                          host_fact("clock.energy_preference", "balance_power"),
                          host_fact("clock.intel_pstate", "active")));
}

TEST(Surroundings, LimitsOfBothVersionsOfControlGroups) {
  const CapturedTree two{{"/proc/self/cgroup", "0::/job\n"},
                         {"/proc/self/mountinfo", "31 24 0:27 / /cg rw - cgroup2 cgroup2 rw\n"},
                         {"/cg/job/pids.max", "4096\n"},
                         {"/cg/job/cpu.max", "150000 100000\n"},
                         {"/cg/job/memory.max", "1073741824\n"},
                         {"/cg/pids.max", "max\n"}};
  const auto facts = collect_surroundings(two.files());
  for (const auto& [key, value] : {std::pair{"cgroup.version", "2"},
                                   {"cgroup.processes", "4096"},
                                   {"cgroup.cpus", "1.50"},
                                   {"cgroup.memory", "1GiB"}})
    EXPECT_THAT(facts, Contains(Fact{"run", key, value, ""}));
  const CapturedTree one{{"/proc/self/cgroup", "4:memory:/job\n3:pids:/job\n"},
                         {"/proc/self/mountinfo",
                          "31 24 0:27 / /m rw - cgroup cgroup rw,memory\n32 24 0:28 / /p rw - cgroup cgroup "
                          "rw,pids\n"},
                         {"/m/job/memory.limit_in_bytes", "9223372036854771712\n"},
                         {"/p/job/pids.max", "max\n"},
                         {"/p/pids.max", "512\n"}};
  EXPECT_THAT(collect_surroundings(one.files()), ElementsAre(Fact{"run", "cgroup.version", "1", ""},
                                                             Fact{"run", "cgroup.processes", "512", ""}));
}

TEST(Surroundings, ProcessLimitsAreNumbersSizesOrUnlimited) {
  for (const Fact& fact : collect_process_limits()) {
    EXPECT_EQ(fact.scope, "run");
    EXPECT_THAT(fact.value, testing::MatchesRegex("unlimited|[0-9]+[KMGTPE]?i?B?")) << fact.key;
  }
  EXPECT_EQ(collect_process_limits().size(), 4U);
}

}  // namespace
}  // namespace gpubench
