#include "harness/doctor/memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "harness/doctor/driver.hpp"
#include "harness/doctor/processors.hpp"
#include "harness/fingerprint/operating_system.hpp"
#include "harness/machine.hpp"
#include "harness/rounded_size.hpp"

namespace gpubench::doctor {
namespace {

/// Below it the standard profile plans its smaller sizes only, and the kernel starts to reclaim.
constexpr Bytes kMemoryEnough = 2_GiB;
/// InfiniBand pins what it sends from; a queue pair and its buffers are far below it.
constexpr Bytes kLockedEnough = 1_GiB;

std::optional<Bytes> meminfo(const SystemFiles& files, const char* key) {
  const auto value = value_of(files.text("/proc/meminfo").value_or(""), key, ':');
  if (!value || !value->ends_with(" kB")) return std::nullopt;
  return 1_KiB * std::strtoull(value->c_str(), nullptr, 10);
}

Finding check_shared(const Readings& readings) {
  const std::string id = "memory.shared";
  const bool has_device = find_device_traces(readings.files).any();
  const auto ranks = static_cast<std::uint64_t>(
      std::max(ranks_of_host(readings).value_or(readings.launcher.size), kRanksUsual));
  const Bytes of_ranks = kSharedPerRank * ranks;
  const Bytes needed = std::max(of_ranks, has_device ? kSharedForNccl : Bytes{});
  const std::string larger = fmt::format(
      "mount -o remount,size={0}M /dev/shm; in a container: --shm-size={0}m", needed.count / (1_MiB).count);
  if (!readings.shared_memory)
    return {id, Result::warning, "there is no /dev/shm: ranks can't share memory",
            "mount -t tmpfs tmpfs /dev/shm; in a container: --shm-size=1g"};
  if (*readings.shared_memory < needed)
    return {id, Result::warning,
            fmt::format("{} free in /dev/shm, {} wanted by {}", rounded_size(*readings.shared_memory),
                        rounded_size(needed), needed > of_ranks ? "NCCL" : fmt::format("{} ranks", ranks)),
            larger};
  return {id, Result::good, fmt::format("{} free in /dev/shm", rounded_size(*readings.shared_memory)), ""};
}

Finding check_locked(const Readings& readings) {
  const std::string id = "memory.locked";
  if (!readings.locked_memory) return {id, Result::good, "unlimited", ""};
  const std::string limit = fmt::format("at most {} may be locked", rounded_size(*readings.locked_memory));
  if (*readings.locked_memory >= kLockedEnough || readings.files.names("/sys/class/infiniband").empty())
    return {id, Result::good, limit, ""};
  return {
      id, Result::warning, limit + ", and InfiniBand locks what it sends from",
      "ulimit -l unlimited; in a container: --ulimit memlock=-1; under Slurm: PropagateResourceLimitsExcept="
      "MEMLOCK in slurm.conf"};
}

Finding check_free(const Readings& readings) {
  const std::string id = "memory.free";
  const auto left = memory_left(readings.files);
  if (!left) return {id, Result::unknown, "neither /proc/meminfo nor a control group tells", ""};
  const std::string evidence = rounded_size(*left) + " may still be taken";
  if (*left >= kMemoryEnough) return {id, Result::good, evidence, ""};
  return {id, Result::warning, evidence + ": working sets may not exceed the caches",
          "end what holds it (ps aux --sort=-rss | head), or give the container more: --memory"};
}

/// A twentieth of the memory moved out means that there was too little; less is what nobody asked for again.
Finding check_swap(const Readings& readings) {
  const std::string id = "memory.swap";
  const auto total = meminfo(readings.files, "SwapTotal"), free = meminfo(readings.files, "SwapFree"),
             memory = meminfo(readings.files, "MemTotal");
  if (!total || !free || !memory) return {id, Result::unknown, "/proc/meminfo does not tell", ""};
  const Bytes used{total->count - std::min(*total, *free).count};
  const std::string evidence =
      total->count == 0 ? "none" : fmt::format("{} of {} used", rounded_size(used), rounded_size(*total));
  if (used.count <= memory->count / 20) return {id, Result::good, evidence, ""};
  return {id, Result::warning, evidence + ": pages that come back during a case disturb it",
          "swapoff -a && swapon -a"};
}

Finding check_huge_pages(const Readings& readings) {
  const std::string id = "memory.huge_pages";
  const auto text = readings.files.text("/sys/kernel/mm/transparent_hugepage/enabled");
  const auto choice = parse_choice(text.value_or(""));
  if (!choice) return {id, Result::unknown, "the kernel does not tell of transparent huge pages", ""};
  if (*choice != "never") return {id, Result::good, "transparent huge pages: " + *choice, ""};
  return {id, Result::warning, "transparent huge pages are off: large arrays miss the TLB more often",
          "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled"};
}

}  // namespace

Findings check_memory(const Readings& readings) {
  return {check_shared(readings), check_locked(readings), check_free(readings), check_swap(readings),
          check_huge_pages(readings)};
}

}  // namespace gpubench::doctor
