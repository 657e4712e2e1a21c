#include "bench/numerics/philox.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

// Random123's kat_vectors, philox4x32 with 10 rounds.
TEST(Philox, MatchesThePublishedVectors) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t f = 0xffffffff;
  EXPECT_EQ(philox({f, f, f, f}, {f, f}), (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, ManyBlocksAreThoseOfOneByOne) {
  constexpr std::uint64_t seed = 0x123456789abcdef0, first = 0xfffffffa;  // The low counter word overflows.
  std::array<std::uint32_t, kPhiloxWords> words;
  philox_words(seed, 7, first, words);
  for (std::uint64_t l = 0; l < kPhiloxLanes; ++l) {
    const PhiloxBlock block =
        philox({static_cast<std::uint32_t>(first + l), static_cast<std::uint32_t>((first + l) >> 32), 7, 0},
               {0x9abcdef0, 0x12345678});
    for (std::size_t w = 0; w < 4; ++w) EXPECT_EQ(words[4 * l + w], block[w]);
  }
}

}  // namespace
}  // namespace gpubench
