#include "harness/fingerprint/kernel.hpp"

#include <gmock/gmock.h>

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

TEST(Kernel, OfTheCommandLineOnlyWhatBearsOnSpeedIsKept) {
  EXPECT_THAT(
      parse_kernel_options("BOOT_IMAGE=/vmlinuz root=UUID=4f3a-11 ip=192.0.2.7 mitigations=off "
                           "isolcpus=2-15 nosmt console=ttyS0 luks.key=hunter2 -- idle=poll secret\n"),
      ElementsAre(host_fact("kernel.option.mitigations", "off"), host_fact("kernel.option.isolcpus", "2-15"),
                  host_fact("kernel.option.nosmt", "set")));
  EXPECT_THAT(parse_kernel_options("mitigation=off iso=1 ="), IsEmpty());
  EXPECT_THAT(parse_kernel_options("pci=https://ben:pw@host"),
              ElementsAre(host_fact("kernel.option.pci", "(left out: an address)")));
}

TEST(Kernel, NvidiasModuleHasAVersionAndAFlavour) {
  EXPECT_THAT(
      parse_nvidia_version("NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release "
                           "Build  (dvs-builder@U22)  Sun Jul 27 07:03:13 UTC 2025\nGCC version: 12.3.0\n"),
      ElementsAre(host_fact("driver.nvidia", "580.65.06"), host_fact("driver.nvidia_flavour", "open")));
  EXPECT_THAT(
      parse_nvidia_version(
          "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.54.03  Tue Jun  6 22:20:39 UTC 2023\n"),
      ElementsAre(host_fact("driver.nvidia", "535.54.03"),
                  host_fact("driver.nvidia_flavour", "proprietary")));
  EXPECT_THAT(parse_nvidia_version(""), IsEmpty());
  EXPECT_THAT(parse_nvidia_version("NVRM version: none\nGCC version: 12.3.0\n"), IsEmpty());
}

TEST(Kernel, SettingsIdleStatesAndModulesAreRead) {
  const CapturedTree tree{{"/proc/sys/kernel/yama/ptrace_scope", "1\n"},
                          {"/proc/sys/vm/swappiness", "60\n"},
                          {"/sys/devices/system/cpu/cpuidle/current_driver", "intel_idle\n"},
                          {"/sys/devices/system/cpu/cpuidle/current_governor_ro", "menu\n"},
                          {"/sys/module/nvidia_peermem/version", "580.65.06\n"},
                          {"/sys/module/xpmem/refcnt", "0\n"},
                          {"/sys/module/loop/refcnt", "0\n"}};
  EXPECT_THAT(
      collect_kernel(tree.files()),
      ElementsAre(host_fact("kernel.setting.kernel.yama.ptrace_scope", "1"),
                  host_fact("kernel.setting.vm.swappiness", "60"), host_fact("idle.driver", "intel_idle"),
                  host_fact("idle.governor", "menu"), host_fact("driver.nvidia_peermem", "580.65.06"),
                  host_fact("driver.xpmem", "loaded")));
  EXPECT_THAT(collect_kernel(CapturedTree{}.files()), IsEmpty());
}

}  // namespace
}  // namespace gpubench
