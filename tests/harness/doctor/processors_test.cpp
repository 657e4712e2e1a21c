#include "harness/doctor/processors.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/harness/doctor/some_readings.hpp"

namespace gpubench::doctor {
namespace {

using testing::HasSubstr;

Finding processor_finding(
    const std::string& id, const CapturedTree::Files& files,
    const std::function<void(Readings&)>& spoil = [](Readings&) {}) {
  const CapturedTree tree(files);
  Readings readings = some_readings(tree);
  spoil(readings);
  return finding_of(check_processors(readings), id);
}

CapturedTree::Files quota(const char* cpu_max) {
  return {{"/proc/self/cgroup", "0::/\n"},
          {"/proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"},
          {"/sys/fs/cgroup/cpu.max", cpu_max}};
}

TEST(DoctorProcessors, AQuotaBelowTheProcessorsIsAWarning) {
  const Finding finding = processor_finding("cpu.quota", quota("150000 100000\n"));
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("1.50 of 2"));
  EXPECT_THAT(finding.mend, HasSubstr("--cpuset-cpus=0 without"));
  const auto in_part = [](Readings& readings) { readings.place.cpus = {4, 5, 6, 7}; };
  EXPECT_THAT(processor_finding("cpu.quota", quota("200000 100000\n"), in_part).mend,
              HasSubstr("taskset -c 4-5"));
  EXPECT_EQ(processor_finding("cpu.quota", quota("200000 100000\n")).result, Result::good);
  EXPECT_EQ(processor_finding("cpu.quota", quota("max 100000\n")).result, Result::good);
}

TEST(DoctorProcessors, MoreRanksOfAHostThanProcessorsAreAWarning) {
  const CapturedTree::Files two = {{"/sys/devices/system/cpu/online", "0-1\n"}};
  const auto started = [&](const char* local, const CapturedTree::Files& files) {
    return processor_finding("cpu.ranks", files, [=](Readings& readings) {
      readings.launcher.size = 16;
      readings.environment = variables({{"OMPI_COMM_WORLD_LOCAL_SIZE", local}});
    });
  };
  EXPECT_EQ(started("2", two).result, Result::good);
  const Finding finding = started("3", two);
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("3 ranks on 2 processors"));
  EXPECT_EQ(started("many", two).result, Result::unknown);
  EXPECT_EQ(started("3", {}).result, Result::unknown);
  EXPECT_EQ(processor_finding("cpu.ranks", two).result, Result::good);
}

TEST(DoctorProcessors, RanksShareTheProcessorsThatTheirLauncherWasLeftWith) {
  const auto started = [](const char* name, const char* launchers, std::vector<int> own) {
    const CapturedTree::Files files = {
        {"/sys/devices/system/cpu/online", "0-3\n"},
        {"/proc/self/status", "Name:\tgpubench\nPPid:\t18\n"},
        {"/proc/18/status", "Name:\tsh\nPPid:\t17\nCpus_allowed_list:\t3\n"},
        {"/proc/17/status", fmt::format("Name:\t{}\nPPid:\t1\nCpus_allowed_list:\t{}\n", name, launchers)},
        {"/proc/1/status", "Name:\tinit\nPPid:\t0\nCpus_allowed_list:\t0-3\n"}};
    return processor_finding("cpu.ranks", files, [=](Readings& readings) {
      readings.launcher.size = 2;
      readings.place.cpus = own;
      readings.environment = variables({{"OMPI_COMM_WORLD_LOCAL_SIZE", "2"}});
    });
  };
  const Finding finding = started("mpirun", "0", {0});
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("2 ranks on 1 processor of this host, which has 4"));
  EXPECT_THAT(finding.mend, HasSubstr("mpirun --npernode 1, or start it with more"));
  EXPECT_EQ(started("orted", "0-3", {0}).result, Result::good) << "each rank is bound to one of four";
  EXPECT_EQ(started("mpirun", "0", {1}).result, Result::good) << "bound beyond what the launcher has";
  EXPECT_EQ(started("make", "0", {0}).result, Result::good) << "whoever started it is not to be seen";
  EXPECT_EQ(started("mpirun", "", {0}).result, Result::good);
}

TEST(DoctorProcessors, MoreThreadsThanProcessorsAreAWarning) {
  const auto asked = [](const char* name, const char* threads) {
    return processor_finding("cpu.threads", {}, [=](Readings& readings) {
      readings.environment = variables({{name, threads}});
    });
  };
  EXPECT_EQ(asked("OMP_NUM_THREADS", "2").result, Result::good);
  EXPECT_EQ(asked("OMP_NUM_THREADS", "3").mend, "unset OMP_NUM_THREADS");
  EXPECT_EQ(asked("OPENBLAS_NUM_THREADS", "64").result, Result::warning);
  EXPECT_EQ(asked("OMP_NUM_THREADS", "4,2").result, Result::warning);
  EXPECT_EQ(asked("OMP_NUM_THREADS", "").result, Result::good);
}

TEST(DoctorProcessors, AGovernorOtherThanPerformanceOnAnyProcessorIsAWarning) {
  const auto governors = [](const char* first, const char* second) {
    return processor_finding("cpu.governor",
                             {{"/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", first},
                              {"/sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", second},
                              {"/sys/devices/system/cpu/cpu2/cpufreq/scaling_governor", "powersave\n"}});
  };
  EXPECT_EQ(governors("performance\n", "performance\n").result, Result::good);  // the third is not ours
  const Finding finding = governors("performance\n", "schedutil\n");
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("schedutil on processors 1"));
  EXPECT_EQ(finding.mend, "cpupower frequency-set -g performance");
  EXPECT_EQ(processor_finding("cpu.governor", {}).result, Result::unknown);
}

}  // namespace
}  // namespace gpubench::doctor
