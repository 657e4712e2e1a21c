/// Cgroup: what the control groups around this process leave it of processors and memory.
#pragma once
#include <optional>

#include "bench/api/units.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// Absent: no limit, or none that can be seen from inside.
struct CgroupLimits {
  std::optional<int> version;   ///< Of what governs memory: 1 or 2; absent: no control groups are seen.
  std::optional<double> cpus;   ///< Quota over period: processors' worth of time.
  std::optional<Bytes> memory;  ///< The tightest limit.
  std::optional<long long> processes;  ///< And threads: the tightest limit.
  std::optional<Bytes>
      memory_left;  ///< The least of limit - (usage - inactive file cache), which the kernel gives back.
};

/// The tightest of all levels from this process's group up to the root of what is mounted, version 1 and 2
/// alike. Source: Documentation/admin-guide/cgroup-v1/memory.rst, cgroup-v2.rst ("cpu.max", "memory.max").
CgroupLimits read_cgroup_limits(const SystemFiles& files = SystemFiles());

}  // namespace gpubench
