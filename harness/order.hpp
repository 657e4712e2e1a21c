/// Order: a permutation that a seed fixes on every machine and with every standard library.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gpubench {

/// 0 .. count-1, shuffled: Fisher-Yates over splitmix64, each place drawn without bias by rejection.
/// std::shuffle is left alone because its result belongs to the standard library, not to the seed.
/// Source: Knuth, TAOCP 2, 3.4.2 P; Steele, Lea, Flood, OOPSLA 2014 (splitmix64).
std::vector<std::size_t> shuffled_order(std::size_t count, std::uint64_t seed);

/// A seed nobody gave: 53 random bits, so that it passes through JSON readers unharmed.
std::uint64_t draw_seed();

}  // namespace gpubench
