/// Choice: what of a large output is looked at, and what its elements are weighed with. `tensor` keeps the
/// numbers apart from those of every input of the same seed.
#pragma once
#include <cstdint>
#include <vector>

namespace gpubench {

/// Elements judged of an output that has more.
inline constexpr std::uint64_t kChosenMax = 4096;

/// All indices below total where no more are wanted; else so many, drawn with replacement.
std::vector<std::uint64_t> choose(std::uint64_t total, std::uint64_t wanted, std::uint64_t seed,
                                  std::uint32_t tensor);

/// Odd, so that each has an inverse mod 2^64 and no difference is multiplied away.
std::vector<std::uint64_t> odd_factors(std::uint64_t count, std::uint64_t seed, std::uint32_t tensor);

}  // namespace gpubench
