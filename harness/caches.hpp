/// Caches: what the processors of a place see.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "bench/api/units.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// Data and unified caches. Absent: the machine does not tell.
struct Caches {
  std::optional<Bytes> l1;    ///< Of one core (of the first processor given).
  std::optional<Bytes> l2;    ///< Likewise.
  std::optional<Bytes> last;  ///< All caches of the last level that these processors can fill, together.
  int last_level = 0;         ///< 2, 3, ...; 0 where there is none.
  int last_count = 0;         ///< How many caches of that level.
};

/// From /sys/devices/system/cpu/cpu*/cache: under 1 ms whatever the machine's size, one processor of each
/// last-level cache being read.
Caches read_caches(const SystemFiles& files, const std::vector<int>& cpus);

/// From hwloc, which also asks the processor itself; for machines whose sysfs hides the caches. Some
/// milliseconds, and more on large machines.
Caches ask_caches(const std::vector<int>& cpus);

}  // namespace gpubench
