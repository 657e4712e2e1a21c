#include "bench/native/permutation.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

namespace gpubench {
namespace {

TEST(Permutation, MeetsEveryPlaceOnceAndKnowsTheWayBack) {
  for (const unsigned bits : {0U, 1U, 2U, 7U, 12U}) {
    const Permutation permutation(bits, 3);
    std::vector<int> met(std::size_t{1} << bits);
    for (std::uint64_t i = 0; i < met.size(); ++i) {
      const std::uint64_t place = permutation.place_of(i);
      ASSERT_LT(place, met.size());
      ++met[place];
      EXPECT_EQ(permutation.index_of(place), i);
    }
    EXPECT_EQ(met, std::vector<int>(met.size(), 1)) << bits;
  }
}

TEST(Permutation, NeighboursComeToRestFarApart) {
  const Permutation permutation(20, 3);
  std::uint64_t near = 0;
  for (std::uint64_t i = 0; i < 100000; ++i) {
    const auto from = static_cast<std::int64_t>(permutation.place_of(i));
    const auto to = static_cast<std::int64_t>(permutation.place_of(i + 1));
    if (std::abs(from - to) < 1024) ++near;  // of 2^20: 1 in 512 by chance
  }
  EXPECT_LT(near, 400U);
}

TEST(Permutation, DependsOnTheSeed) {
  EXPECT_NE(Permutation(20, 1).place_of(12345), Permutation(20, 2).place_of(12345));
}

}  // namespace
}  // namespace gpubench
