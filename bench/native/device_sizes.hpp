/// Sizes: working sets within a device's second-level cache, and beyond it.
#pragma once
#include <algorithm>
#include <bit>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Powers of two, so that devices share sizes. None is larger than a quarter of the memory available.
struct DeviceSets {
  Bytes cache;     ///< At most a quarter of the second-level cache.
  Bytes memory;    ///< At least eight times the cache, so that at most an eighth is found there.
  Bytes streamed;  ///< At least that, and 1 GiB: a pass that lasts a fifth of a millisecond at 5 TB/s.
  Bytes large;     ///< At least that, and 4 GiB: beyond what the tables of address translation hold at once.
};

/// The power of two at that size or next above, lowered to what a quarter of the memory available holds.
inline Bytes settled_size(Bytes wanted, const Machine& machine) {
  constexpr Bytes smallest = 64_KiB;
  const std::uint64_t affordable = machine.memory_available.count / 4;
  return std::max(Bytes{std::bit_floor(std::min(std::bit_ceil(wanted.count), affordable))}, smallest);
}

inline DeviceSets device_sets(const Machine& machine) {
  const Bytes beyond = 8 * machine.cache_l2;
  return {settled_size(Bytes{std::bit_floor(machine.cache_l2.count / 4)}, machine),
          settled_size(beyond, machine), settled_size(std::max(beyond, 1_GiB), machine),
          settled_size(std::max(beyond, 4_GiB), machine)};
}

/// From the cache's set to 16 GiB, doubling.
inline std::vector<Bytes> device_sweep(const Machine& machine) {
  std::vector<Bytes> sizes;
  const Bytes limit = std::min(16_GiB, machine.memory_available / 4);
  for (Bytes size = device_sets(machine).cache; size <= limit; size = 2 * size) sizes.push_back(size);
  return sizes;
}

}  // namespace gpubench
