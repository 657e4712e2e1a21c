/// Sizes: working sets within a device's second-level cache, and beyond it.
#pragma once
#include <algorithm>
#include <bit>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Powers of two, so that devices share sizes. None is larger than a quarter of the memory available.
struct DeviceSets {
  Bytes cache;   ///< At most a quarter of the second-level cache.
  Bytes memory;  ///< At most eight times the cache.
  Bytes large;   ///< 4 GiB: beyond what the tables of address translation hold at once.
};

inline DeviceSets device_sets(const Machine& machine) {
  constexpr Bytes smallest = 64_KiB;
  const auto settle = [&](Bytes size) {
    const Bytes affordable = std::min(size, machine.memory_available / 4);
    return std::max(Bytes{std::bit_floor(affordable.count)}, smallest);
  };
  return {settle(machine.cache_l2 / 4), settle(8 * machine.cache_l2), settle(4_GiB)};
}

/// From the cache's set to 16 GiB, doubling.
inline std::vector<Bytes> device_sweep(const Machine& machine) {
  std::vector<Bytes> sizes;
  const Bytes limit = std::min(16_GiB, machine.memory_available / 4);
  for (Bytes size = device_sets(machine).cache; size <= limit; size = 2 * size) sizes.push_back(size);
  return sizes;
}

}  // namespace gpubench
