/// Cycle: the order in which a walk meets its nodes.
#pragma once
#include <cstdint>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

namespace gpubench {

/// A shuffle (Fisher and Yates), so that each full-period cycle is equally likely, as with Sattolo's
/// algorithm; and the order itself tells where any number of hops ends.
inline std::vector<std::uint32_t> make_cycle(std::size_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::mt19937_64 engine(seed);
  for (std::size_t left = count; left > 1; --left) {
    const std::uint64_t pick =
        (engine() >> 32) * left >> 32;  // Even to 2^-32 * count; same on every machine.
    std::swap(order[left - 1], order[pick]);
  }
  return order;
}

/// As many nodes as fit, less one where that is even: no power of two of hops is a whole number of odd
/// cycles.
inline std::size_t cycle_length(std::size_t fitting) {
  return (fitting - 1) | 1;
}

}  // namespace gpubench
