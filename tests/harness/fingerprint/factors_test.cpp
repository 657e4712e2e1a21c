// One factor of a captured machine at a time: each shows in the difference, and nothing else does.
#include <gmock/gmock.h>

#include <algorithm>

#include "harness/fingerprint/difference.hpp"
#include "harness/fingerprint/fingerprint.hpp"
#include "harness/fingerprint/placement.hpp"
#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

using testing::ElementsAreArray;
using testing::IsEmpty;

const CapturedTree::Files kMachine = {
    {"/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n"},
    {"/etc/debian_version", "12.5\n"},
    {"/proc/cpuinfo",
     "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 143\nmodel name\t: Xeon\n"
     "stepping\t: 8\nmicrocode\t: 0x2b\nflags\t\t: fpu avx2 hypervisor\n"},
    {"/proc/meminfo",
     "MemTotal:  24684096 kB\nSwapTotal:  0 kB\nHugePages_Total:  0\nHugepagesize:  2048 kB\n"},
    {"/proc/loadavg", "0.10 0.20 0.30 1/94 12861\n"},
    {"/proc/self/cgroup", "0::/job\n"},
    {"/proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"},
    {"/sys/fs/cgroup/job/cpu.max", "400000 100000\n"},
    {"/sys/fs/cgroup/job/memory.max", "8589934592\n"},
    {"/proc/sys/kernel/numa_balancing", "0\n"},
    {"/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n"},
    {"/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n"},
    {"/sys/kernel/mm/transparent_hugepage/defrag", "always defer [madvise] never\n"},
    {"/sys/devices/system/cpu/isolated", "2-3\n"},
    {"/sys/devices/system/cpu/smt/control", "on\n"},
    {"/sys/devices/system/node/online", "0\n"},
    {"/sys/devices/system/cpu/vulnerabilities/retbleed", "Mitigation: Enhanced IBRS\n"},
    {"/sys/devices/system/cpu/cpu0/cpufreq/scaling_driver", "intel_pstate\n"},
    {"/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n"},
    {"/sys/devices/system/cpu/cpu0/cpufreq/scaling_min_freq", "800000\n"},
    {"/sys/devices/system/cpu/cpu0/cpufreq/scaling_max_freq", "3800000\n"},
    {"/sys/devices/system/cpu/cpufreq/boost", "1\n"},
    {"/sys/devices/system/cpu/intel_pstate/no_turbo", "0\n"},
    {"/var/lib/dpkg/status",
     "Package: libopenblas0-pthread\nStatus: install ok installed\nArchitecture: amd64\nVersion: "
     "0.3.21+ds-4\n\n"
     "Package: zlib1g\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:1.2.13\n"},
    {"/usr/local/lib/python3.11/site-packages/torch-2.9.0.dist-info/METADATA",
     "Metadata-Version: 2.1\nName: torch\nVersion: 2.9.0\n"},
    {"/opt/venv/lib/python3.11/site-packages/nvidia_nccl_cu13-2.28.9.dist-info/METADATA",
     "Metadata-Version: 2.1\nName: nvidia-nccl-cu13\nVersion: 2.28.9\n"},
    {"/etc/gpubench/image.json", R"({"name": "bench", "digest": "sha256:)" + std::string(64, 'a') +
                                     R"(", "lock": "sha256:)" + std::string(64, 'b') + "\"}"},
    {"/proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/vda1 mitigations=auto quiet\n"},
    {"/proc/sys/vm/swappiness", "60\n"},
    {"/proc/sys/net/ipv4/tcp_congestion_control", "cubic\n"},
    {"/proc/driver/nvidia/version",
     "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build\n"},
    {"/proc/self/status", "Name:\tgpubench\nMems_allowed_list:\t0\n"},
    {"/sys/devices/system/cpu/cpuidle/current_driver", "intel_idle\n"},
    {"/sys/devices/system/cpu/cpuidle/current_governor", "menu\n"},
    {"/sys/class/dmi/id/sys_vendor", "Vendor\n"},
    {"/sys/class/dmi/id/bios_version", "1.0\n"},
    {"/sys/devices/system/node/node0/meminfo", "Node 0 MemTotal:       24684096 kB\n"},
    {"/sys/devices/system/node/node0/distance", "10\n"},
    {"/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages", "0\n"},
    {"/sys/class/net/eth0/device/uevent", "DRIVER=mlx5_core\n"},
    {"/sys/class/net/eth0/speed", "100000\n"},
    {"/sys/class/net/eth0/mtu", "9000\n"},
    {"/sys/class/net/eth0/operstate", "up\n"},
    {"/sys/class/infiniband/mlx5_0/hca_type", "MT4129\n"},
    {"/sys/class/infiniband/mlx5_0/fw_ver", "28.39.1002\n"},
    {"/sys/class/infiniband/mlx5_0/ports/1/rate", "400 Gb/sec (4X NDR)\n"},
    {"/sys/class/infiniband/mlx5_0/ports/1/state", "4: ACTIVE\n"},
    {"/sys/class/infiniband/mlx5_0/ports/1/link_layer", "InfiniBand\n"},
};

std::vector<results::Fact> facts_on(const CapturedTree& tree) {
  Place place;
  place.cpus = {0};
  FileHashes hashes;
  auto facts = collect_facts({}, place, tree.files(), hashes);
  append(facts, collect_placement(tree.files(), {place}, 0));
  return merge_facts({SharedFacts{{0}, facts}});
}

/// The file as it is with one part of its text another; "" for `what` makes the whole file another.
struct Factor {
  std::string path, what, by;
  std::vector<std::string> keys;
};

const std::vector<Factor> kFactors = {
    {"/etc/os-release", "\"12\"", "\"13\"", {"os.version"}},
    {"/etc/os-release", "Linux 12", "Linux 13", {"os.name"}},
    {"/etc/debian_version", "12.5", "12.6", {"os.debian_version"}},
    {"/proc/cpuinfo", "Xeon", "EPYC", {"cpu.model"}},
    {"/proc/cpuinfo", "0x2b", "0x2c", {"cpu.microcode"}},
    {"/proc/cpuinfo", "stepping\t: 8", "stepping\t: 7", {"cpu.stepping"}},
    {"/proc/cpuinfo", "avx2", "avx2 avx512f", {"cpu.flags"}},
    {"/proc/cpuinfo", " hypervisor", "", {"cpu.flags", "hypervisor"}},
    {"/proc/cpuinfo", "processor\t: 0\n", "processor\t: 0\nprocessor\t: 1\n", {"cpu.count"}},
    {"/proc/meminfo", "24684096", "12342048", {"memory.total"}},
    {"/proc/meminfo", "SwapTotal:  0", "SwapTotal:  1048576", {"memory.swap"}},
    {"/proc/meminfo", "HugePages_Total:  0", "HugePages_Total:  64", {"memory.huge_pages"}},
    {"/proc/meminfo", "2048", "1048576", {"memory.huge_page_size"}},
    {"/sys/fs/cgroup/job/cpu.max", "400000", "200000", {"cgroup.cpus"}},
    {"/sys/fs/cgroup/job/cpu.max", "400000", "max", {"cgroup.cpus"}},
    {"/sys/fs/cgroup/job/memory.max", "8589934592", "4294967296", {"cgroup.memory"}},
    {"/proc/sys/kernel/numa_balancing", "0", "1", {"numa.balancing"}},
    {"/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc", "hpet", {"clock_source"}},
    {"/sys/kernel/mm/transparent_hugepage/enabled",
     "",
     "[always] madvise never",
     {"transparent_huge_pages.enabled"}},
    {"/sys/kernel/mm/transparent_hugepage/defrag",
     "",
     "[always] madvise never",
     {"transparent_huge_pages.defrag"}},
    {"/sys/devices/system/cpu/isolated", "2-3", "2-5", {"cpus.isolated"}},
    {"/sys/devices/system/cpu/isolated", "2-3", "", {"cpus.isolated"}},
    {"/sys/devices/system/cpu/smt/control", "on", "off", {"cpus.smt"}},
    {"/sys/devices/system/node/online", "0", "0-1", {"numa.nodes"}},
    {"/sys/devices/system/cpu/vulnerabilities/retbleed", "", "Vulnerable", {"vulnerability.retbleed"}},
    {"/sys/devices/system/cpu/vulnerabilities/retbleed", "", "Not affected", {"vulnerability.retbleed"}},
    {"/sys/devices/system/cpu/cpu0/cpufreq/scaling_driver", "intel_pstate", "acpi-cpufreq", {"clock.driver"}},
    {"/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance", "powersave", {"clock.governor"}},
    {"/sys/devices/system/cpu/cpu0/cpufreq/scaling_min_freq", "800000", "1200000", {"clock.khz_min"}},
    {"/sys/devices/system/cpu/cpu0/cpufreq/scaling_max_freq", "3800000", "2000000", {"clock.khz_max"}},
    {"/sys/devices/system/cpu/cpufreq/boost", "1", "0", {"clock.boost"}},
    {"/sys/devices/system/cpu/intel_pstate/no_turbo", "0", "1", {"clock.intel_no_turbo"}},
    {"/var/lib/dpkg/status", "0.3.21+ds-4", "0.3.22+ds-1", {"package.dpkg.libopenblas0-pthread"}},
    {"/var/lib/dpkg/status",
     "Package: zlib1g",
     "Package: zlib2g",
     {"package.dpkg.zlib1g", "package.dpkg.zlib2g"}},
    {"/usr/local/lib/python3.11/site-packages/torch-2.9.0.dist-info/METADATA",
     "Version: 2.9.0",
     "Version: 2.9.1",
     {"package.python.torch"}},
    {"/opt/venv/lib/python3.11/site-packages/nvidia_nccl_cu13-2.28.9.dist-info/METADATA",
     "2.28.9",
     "2.27.7",
     {"package.python.nvidia-nccl-cu13"}},
    {"/etc/gpubench/image.json", "sha256:aa", "sha256:cc", {"image.digest"}},
    {"/etc/gpubench/image.json", "sha256:bb", "sha256:dd", {"image.lock"}},
    {"/proc/cmdline", "mitigations=auto", "mitigations=off", {"kernel.option.mitigations"}},
    {"/proc/cmdline", "quiet", "isolcpus=2-3", {"kernel.option.isolcpus"}},
    {"/proc/sys/vm/swappiness", "60", "10", {"kernel.setting.vm.swappiness"}},
    {"/proc/sys/net/ipv4/tcp_congestion_control",
     "cubic",
     "bbr",
     {"kernel.setting.net.ipv4.tcp_congestion_control"}},
    {"/proc/driver/nvidia/version", "580.95.05", "570.86.15", {"driver.nvidia"}},
    {"/proc/driver/nvidia/version", "Open Kernel", "Kernel", {"driver.nvidia_flavour"}},
    {"/proc/self/status", "list:\t0", "list:\t0-1", {"placement.memory_nodes"}},
    {"/sys/devices/system/cpu/cpuidle/current_driver", "intel_idle", "acpi_idle", {"idle.driver"}},
    {"/sys/devices/system/cpu/cpuidle/current_governor", "menu", "teo", {"idle.governor"}},
    {"/sys/class/dmi/id/sys_vendor", "Vendor", "Another", {"machine.vendor"}},
    {"/sys/class/dmi/id/bios_version", "1.0", "1.1", {"machine.firmware"}},
    {"/sys/devices/system/node/node0/meminfo", "24684096", "12342048", {"numa.memory"}},
    {"/sys/devices/system/node/node0/distance", "10", "10 21", {"numa.distances"}},
    {"/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages", "0", "4", {"memory.huge_pages.1048576kB"}},
    {"/sys/class/net/eth0/device/uevent", "mlx5_core", "ice", {"network.eth0"}},
    {"/sys/class/net/eth0/speed", "100000", "25000", {"network.eth0"}},
    {"/sys/class/net/eth0/mtu", "9000", "1500", {"network.eth0"}},
    {"/sys/class/infiniband/mlx5_0/fw_ver", "28.39", "28.40", {"infiniband.mlx5_0"}},
    {"/sys/class/infiniband/mlx5_0/ports/1/rate", "400", "200", {"infiniband.mlx5_0"}},
    {"/sys/class/infiniband/mlx5_0/ports/1/state", "4: ACTIVE", "1: DOWN", {"infiniband.mlx5_0"}},
    {"/run/.containerenv", "", "name=\"box\"", {"container"}},
};

std::vector<std::string> keys_that_differ(const std::vector<results::Fact>& a,
                                          const std::vector<results::Fact>& b) {
  std::vector<std::string> keys;
  for (const FactDifference& fact : difference_of(a, b).facts) {
    keys.push_back(fact.key);
    for (const FactDifference& one : fact.with) keys.push_back(one.key);
  }
  std::ranges::sort(keys);
  return keys;
}

TEST(OneFactor, OfACapturedMachineIsAllThatDiffers) {
  const auto before = facts_on(CapturedTree(kMachine));
  for (const Factor& factor : kFactors) {
    SCOPED_TRACE(factor.path + ": " + factor.what + " -> " + factor.by);
    auto files = kMachine;
    std::string& text = files[factor.path];
    const auto at = text.find(factor.what);
    ASSERT_NE(at, std::string::npos);
    text = factor.what.empty() ? factor.by : text.replace(at, factor.what.size(), factor.by);
    EXPECT_THAT(keys_that_differ(before, facts_on(CapturedTree(files))), ElementsAreArray(factor.keys));
  }
}

TEST(OneFactor, AnotherLoadIsNone) {
  auto files = kMachine;
  files["/proc/loadavg"] = "7.00 7.00 7.00 8/94 12861\n";
  const auto before = facts_on(CapturedTree(kMachine)), after = facts_on(CapturedTree(files));
  EXPECT_THAT(keys_that_differ(before, after), IsEmpty());
  EXPECT_THAT(difference_of(before, after).scopes.back().incidental, testing::ElementsAre("load.one_minute"));
}

TEST(OneFactor, NothingChangedIsNoDifferenceAHundredTimes) {
  const CapturedTree tree(kMachine);
  const auto before = facts_on(tree);
  for (int i = 0; i < 100; ++i) ASSERT_THAT(keys_that_differ(before, facts_on(tree)), IsEmpty()) << i;
}

}  // namespace
}  // namespace gpubench
