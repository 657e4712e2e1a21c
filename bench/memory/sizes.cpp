#include "bench/memory/sizes.hpp"

#include <algorithm>
#include <bit>

namespace gpubench {
namespace {

constexpr Bytes kSmallest = 4_KiB;

Bytes power_of_two_below(Bytes size) {
  return std::max(Bytes{std::bit_floor(size.count)}, kSmallest);
}

}  // namespace

WorkingSets working_sets(const Machine& machine) {
  const auto threads = static_cast<std::uint64_t>(std::max(machine.threads, 1));
  const Bytes affordable = machine.memory_available / 4;
  const auto settle = [&](Bytes size) { return power_of_two_below(std::min(size, affordable)); };
  WorkingSets sets;
  sets.limit = settle(std::min(8 * machine.cache_last, 4_GiB));
  sets.l1 = settle(threads * machine.cache_l1 / 2);
  sets.l2 = settle(threads * machine.cache_l2 / 2);
  sets.memory = settle(std::clamp(4 * machine.cache_last, 64_MiB, 256_MiB));
  sets.large = settle(std::clamp(4 * machine.cache_last, 64_MiB, 1_GiB));
  return sets;
}

std::vector<Bytes> sweep_sizes(const Machine& machine, std::uint64_t numerator, std::uint64_t denominator) {
  const WorkingSets sets = working_sets(machine);
  std::vector<Bytes> sizes;
  for (Bytes size = sets.l1; size <= sets.limit; size = size * numerator / denominator) {
    const Bytes whole{size.count / kSmallest.count * kSmallest.count};
    if (sizes.empty() || whole > sizes.back()) sizes.push_back(whole);
  }
  return sizes;
}

}  // namespace gpubench
