/// Array sizes: how much a pass over whole arrays works on, on a host or a device.
#pragma once
#include <algorithm>
#include <bit>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Powers of two, so that machines share sizes. None is larger than a quarter of the memory available.
struct ArraySizes {
  Bytes usual;  ///< Beyond the caches: 64 MiB on a host, which a quick run can afford.
  Bytes large;  ///< Four times a host's last level, 256 MiB at most; eight times a device's, 1 GiB at most.
  std::vector<Bytes> sweep;  ///< From 256 KiB to large, each four times the last.
};

inline ArraySizes array_sizes(bool on_host, const Machine& machine) {
  constexpr Bytes smallest = 64_KiB, sweep_first = 256_KiB;
  const auto settle = [&](Bytes size) {
    const Bytes affordable = std::min(size, machine.memory_available / 4);
    return std::max(Bytes{std::bit_floor(affordable.count)}, smallest);
  };
  const Bytes large =
      settle(std::clamp((on_host ? 4 : 8) * machine.cache_last, 64_MiB, on_host ? 256_MiB : 1_GiB));
  ArraySizes sizes{on_host ? settle(64_MiB) : large, large, {}};
  for (Bytes size = sweep_first; size <= large; size = 4 * size) sizes.sweep.push_back(size);
  return sizes;
}

}  // namespace gpubench
