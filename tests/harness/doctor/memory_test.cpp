#include "harness/doctor/memory.hpp"

#include <gmock/gmock.h>

#include "tests/harness/doctor/some_readings.hpp"

namespace gpubench::doctor {
namespace {

using testing::HasSubstr;

/// 16 GiB of memory, of which so much is available, and 4 GiB of swap, of which so much is free.
std::string meminfo(const char* available_kb, const char* swap_free_kb) {
  return std::string("MemTotal:       16777216 kB\nMemAvailable:   ") + available_kb +
         " kB\nSwapTotal:       4194304 kB\nSwapFree:        " + swap_free_kb + " kB\n";
}

Finding memory_finding(
    const std::string& id, const CapturedTree::Files& files,
    const std::function<void(Readings&)>& spoil = [](Readings&) {}) {
  const CapturedTree tree(files);
  Readings readings = some_readings(tree);
  spoil(readings);
  return finding_of(check_memory(readings), id);
}

TEST(DoctorMemory, SharedMemoryMustHoldEightMebibytesARankOfEightAtLeast) {
  const auto shared = [](Bytes free, int ranks) {
    return memory_finding("memory.shared", {}, [=](Readings& readings) {
      readings.shared_memory = free;
      readings.launcher.size = ranks;
    });
  };
  EXPECT_EQ(shared(64_MiB, 1).result, Result::good);
  EXPECT_EQ(shared(63_MiB, 1).result, Result::warning);
  EXPECT_EQ(shared(64_MiB, 9).result, Result::warning);
  EXPECT_EQ(shared(72_MiB, 9).result, Result::good);
  EXPECT_EQ(shared(64_MiB, 9).mend, "mount -o remount,size=72M /dev/shm; in a container: --shm-size=72m");
}

TEST(DoctorMemory, OnlyRanksOfThisHostShareItsMemory) {
  const auto wanted = [](const char* local, const CapturedTree::Files& files) {
    return memory_finding("memory.shared", files, [=](Readings& readings) {
      readings.shared_memory = 1_GiB;
      readings.launcher.size = 4096;
      readings.environment = variables({{"OMPI_COMM_WORLD_LOCAL_SIZE", local}});
    });
  };
  EXPECT_EQ(wanted("8", {}).result, Result::good);
  EXPECT_THAT(wanted("200", {}).evidence, HasSubstr("200 ranks"));
  EXPECT_THAT(wanted("200", {{"/dev/nvidia0", ""}}).evidence, HasSubstr("200 ranks"));
}

TEST(DoctorMemory, NcclWantsAGibibyteOfSharedMemoryWhereThereIsADevice) {
  const auto beside_device = [](Bytes free) {
    return memory_finding("memory.shared", {{"/dev/nvidia0", ""}},
                          [=](Readings& readings) { readings.shared_memory = free; });
  };
  EXPECT_EQ(beside_device(64_MiB).result, Result::warning);
  EXPECT_THAT(beside_device(64_MiB).evidence, HasSubstr("NCCL"));
  EXPECT_EQ(beside_device(1_GiB).result, Result::good);
}

TEST(DoctorMemory, NoSharedMemoryAtAllIsAWarning) {
  const Finding finding =
      memory_finding("memory.shared", {}, [](Readings& readings) { readings.shared_memory.reset(); });
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("no /dev/shm"));
}

TEST(DoctorMemory, ALimitOfLockedMemoryMattersWhereThereIsInfiniband) {
  const CapturedTree::Files infiniband = {{"/sys/class/infiniband/mlx5_0/node_type", "1: CA\n"}};
  const auto limited = [](Readings& readings) { readings.locked_memory = 8_MiB; };
  EXPECT_EQ(memory_finding("memory.locked", {}, limited).result, Result::good);
  EXPECT_EQ(memory_finding("memory.locked", infiniband).result, Result::good);
  EXPECT_EQ(
      memory_finding("memory.locked", infiniband, [](Readings& readings) { readings.locked_memory = 1_GiB; })
          .result,
      Result::good);
  const Finding finding = memory_finding("memory.locked", infiniband, limited);
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("8 MiB"));
  EXPECT_THAT(finding.mend, HasSubstr("ulimit -l unlimited"));
}

TEST(DoctorMemory, LittleMemoryLeftIsAWarningAndNoneToldIsUnknown) {
  EXPECT_EQ(memory_finding("memory.free", {{"/proc/meminfo", meminfo("2097152", "0")}}).result, Result::good);
  const Finding finding = memory_finding("memory.free", {{"/proc/meminfo", meminfo("2097151", "0")}});
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("2 GiB"));
  EXPECT_EQ(memory_finding("memory.free", {}).result, Result::unknown);
}

TEST(DoctorMemory, ATwentiethOfTheMemoryInSwapIsAWarning) {
  const auto swap = [](const char* free_kb) {
    return memory_finding("memory.swap", {{"/proc/meminfo", meminfo("8388608", free_kb)}});
  };
  EXPECT_EQ(swap("4194304").result, Result::good);
  EXPECT_EQ(swap("3355444").result, Result::good);     // 838,860 kB used
  EXPECT_EQ(swap("3355443").result, Result::warning);  // one more
  EXPECT_EQ(swap("3355443").mend, "swapoff -a && swapon -a");
  EXPECT_EQ(memory_finding("memory.swap", {}).result, Result::unknown);
}

TEST(DoctorMemory, HugePagesThatAreNeverGivenAreAWarning) {
  const auto pages = [](const char* choice) {
    return memory_finding("memory.huge_pages", {{"/sys/kernel/mm/transparent_hugepage/enabled", choice}})
        .result;
  };
  EXPECT_EQ(pages("always madvise [never]\n"), Result::warning);
  EXPECT_EQ(pages("always [madvise] never\n"), Result::good);
  EXPECT_EQ(pages("[always] madvise never\n"), Result::good);
  EXPECT_EQ(memory_finding("memory.huge_pages", {}).result, Result::unknown);
}

}  // namespace
}  // namespace gpubench::doctor
