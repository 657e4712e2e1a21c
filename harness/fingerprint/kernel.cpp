#include "harness/fingerprint/kernel.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "harness/fingerprint/privacy.hpp"

namespace gpubench {
namespace {

// Which processors are left alone, how they sleep and clock, what guards against attacks cost, how memory is
// paged and reached.
constexpr std::string_view kOptions =
    " isolcpus nohz nohz_full rcu_nocbs irqaffinity threadirqs preempt skew_tick nosmt maxcpus nr_cpus mem "
    "mitigations spectre_v2 spec_store_bypass_disable l1tf mds tsx pti nopti retbleed gather_data_sampling "
    "intel_pstate amd_pstate cpufreq.default_governor processor.max_cstate intel_idle.max_cstate cpuidle.off "
    "cpuidle_haltpoll.force idle tsc clocksource transparent_hugepage hugepages hugepagesz "
    "default_hugepagesz numa numa_balancing iommu intel_iommu amd_iommu iommu.passthrough iommu.strict "
    "pcie_aspm pci init_on_alloc init_on_free slub_debug nowatchdog audit swiotlb ";

// ptrace_scope: whether MPI may copy from one process straight to another.
constexpr std::array<std::string_view, 13> kSettings = {"kernel.sched_autogroup_enabled",
                                                        "kernel.sched_rt_runtime_us",
                                                        "kernel.timer_migration",
                                                        "kernel.nmi_watchdog",
                                                        "kernel.yama.ptrace_scope",
                                                        "vm.swappiness",
                                                        "vm.zone_reclaim_mode",
                                                        "vm.overcommit_memory",
                                                        "vm.compaction_proactiveness",
                                                        "vm.max_map_count",
                                                        "net.core.rmem_max",
                                                        "net.core.wmem_max",
                                                        "net.ipv4.tcp_congestion_control"};

// Paths between devices, and between processes, that are there only with their module.
constexpr std::array<std::string_view, 7> kDriverModules = {
    "nvidia_uvm", "nvidia_peermem", "nvidia_fs", "gdrdrv", "mlx5_core", "xpmem", "knem"};

void add_modules(FactList& facts, const SystemFiles& files) {
  for (const std::string_view name : kDriverModules) {
    const std::string folder = "/sys/module/" + std::string(name);
    if (!files.exists(folder)) continue;
    facts.add("driver." + std::string(name), files.line(folder + "/version").value_or("loaded"));
  }
}

}  // namespace

std::vector<results::Fact> collect_kernel(const SystemFiles& files) {
  auto all = parse_kernel_options(files.text("/proc/cmdline").value_or(""));
  append(all, parse_nvidia_version(files.text("/proc/driver/nvidia/version").value_or("")));
  FactList facts("host");
  for (const std::string_view name : kSettings) {
    std::string path = "/proc/sys/" + std::string(name);
    std::ranges::replace(path, '.', '/');
    facts.add("kernel.setting." + std::string(name), files.line(path));
  }
  facts.add("idle.driver", files.line("/sys/devices/system/cpu/cpuidle/current_driver"));
  auto governor = files.line("/sys/devices/system/cpu/cpuidle/current_governor");
  if (!governor) governor = files.line("/sys/devices/system/cpu/cpuidle/current_governor_ro");
  facts.add("idle.governor", governor);
  add_modules(facts, files);
  append(all, facts.take());
  return all;
}

std::vector<results::Fact> parse_kernel_options(std::string_view command_line) {
  FactList facts("host");
  const Privacy nobodys("", "", "");
  std::istringstream words{std::string(command_line)};
  for (std::string word; words >> word && word != "--";) {
    const auto equals = std::min(word.find('='), word.size());
    const std::string name = word.substr(0, equals);
    if (kOptions.find(" " + name + " ") == std::string_view::npos) continue;
    const std::string value = equals == word.size() ? "set" : word.substr(equals + 1);
    const auto objection = nobodys.objection("", value);
    facts.add("kernel.option." + name, objection ? "(left out: " + *objection + ")" : value);
  }
  return facts.take();
}

std::vector<results::Fact> parse_nvidia_version(std::string_view text) {
  FactList facts("host");
  const std::string line(text.substr(0, text.find('\n')));
  std::istringstream words(line);
  for (std::string word; words >> word;) {
    const bool is_version =
        word.find('.') != std::string::npos && word.find_first_not_of("0123456789.") == std::string::npos;
    if (!is_version) continue;
    facts.add("driver.nvidia", word);
    const bool open = line.find("Open Kernel Module") != std::string::npos;
    facts.add("driver.nvidia_flavour", open ? "open" : "proprietary");
    break;
  }
  return facts.take();
}

}  // namespace gpubench
