/// Philox4x32-10: a random block as a pure function of a key and a counter, so that any element of any tensor
/// can be made anywhere, in any order. Source: Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy
/// as 1, 2, 3 (SC 2011).
#pragma once
#include <array>
#include <cstdint>

namespace gpubench {

using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

PhiloxBlock philox(PhiloxBlock counter, PhiloxKey key);

/// Blocks made at a time by philox_words: enough lanes for any vector unit.
inline constexpr std::size_t kPhiloxLanes = 16;
inline constexpr std::size_t kPhiloxWords = 4 * kPhiloxLanes;

/// The words of blocks first_block .. first_block + 15 of a tensor, in order: counter = (block low, block
/// high, tensor, 0), key = (seed low, seed high). Element i of a tensor is word i mod 4 of block i / 4.
void philox_words(std::uint64_t seed, std::uint32_t tensor, std::uint64_t first_block,
                  std::array<std::uint32_t, kPhiloxWords>& words);

}  // namespace gpubench
