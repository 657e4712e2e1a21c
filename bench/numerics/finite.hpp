/// find_not_finite: the first NaN or infinity of an output, which no finite input gives.
#pragma once
#include <atomic>
#include <cmath>
#include <cstdint>
#include <span>

#include "bench/numerics/parallel.hpp"

namespace gpubench {

/// Its index; values.size() where all are finite.
inline std::uint64_t find_not_finite(std::span<const float> values, int threads) {
  std::atomic<std::uint64_t> first{values.size()};
  for_parts(values.size(), 4096, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t i = begin; i < end; ++i) {
      if (std::isfinite(values[i])) continue;
      for (std::uint64_t known = first; i < known && !first.compare_exchange_weak(known, i);) continue;
      return;
    }
  });
  return first;
}

}  // namespace gpubench
