/// Array sizes: how much a pass over whole arrays works on, on a host or a device.
#pragma once
#include <algorithm>
#include <bit>
#include <vector>

#include "bench/native/device_sizes.hpp"

namespace gpubench {

/// Powers of two, so that machines share sizes. None is larger than a quarter of the memory available.
struct ArraySizes {
  Bytes usual;  ///< Beyond the caches: 64 MiB on a host, which a quick run can afford; a device's `memory`.
  Bytes large;  ///< Four times a host's last level, 256 MiB at most; what a device's streams work on.
  std::vector<Bytes> sweep;  ///< From 256 KiB to large, each four times the last.
};

inline ArraySizes array_sizes(bool on_host, const Machine& machine) {
  constexpr Bytes sweep_first = 256_KiB;
  ArraySizes sizes;
  if (on_host) {
    const Bytes beyond{std::bit_floor((4 * machine.cache_last).count)};
    sizes.usual = settled_size(64_MiB, machine);
    sizes.large = settled_size(std::clamp(beyond, 64_MiB, 256_MiB), machine);
  } else {
    const DeviceSets sets = device_sets(machine);
    sizes.usual = sets.memory;
    sizes.large = sets.streamed;
  }
  for (Bytes size = sweep_first; size <= sizes.large; size = 4 * size) sizes.sweep.push_back(size);
  return sizes;
}

}  // namespace gpubench
