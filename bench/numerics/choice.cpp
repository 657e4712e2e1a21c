#include "bench/numerics/choice.hpp"

#include <algorithm>

#include "bench/numerics/philox.hpp"

namespace gpubench {
namespace {

std::uint64_t word(std::uint64_t place, std::uint64_t seed, std::uint32_t tensor) {
  const PhiloxKey key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  const PhiloxBlock block =
      philox({static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place >> 32), tensor, 0}, key);
  return std::uint64_t{block[0]} << 32 | block[1];
}

}  // namespace

std::vector<std::uint64_t> choose(std::uint64_t total, std::uint64_t wanted, std::uint64_t seed,
                                  std::uint32_t tensor) {
  std::vector<std::uint64_t> chosen(std::min(total, wanted));
  for (std::uint64_t i = 0; i < chosen.size(); ++i)
    chosen[i] = total <= wanted ? i : word(i, seed, tensor) % total;
  return chosen;
}

std::vector<std::uint64_t> odd_factors(std::uint64_t count, std::uint64_t seed, std::uint32_t tensor) {
  std::vector<std::uint64_t> factors(count);
  for (std::uint64_t i = 0; i < count; ++i) factors[i] = word(i, seed, tensor) | 1;
  return factors;
}

}  // namespace gpubench
