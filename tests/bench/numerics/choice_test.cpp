#include "bench/numerics/choice.hpp"

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <set>

namespace gpubench {
namespace {

TEST(Choice, OfASmallOutputIsAllOfItInOrder) {
  std::vector<std::uint64_t> all(100);
  std::iota(all.begin(), all.end(), 0);
  EXPECT_EQ(choose(100, 100, 7, 1), all);
  EXPECT_EQ(choose(100, 4096, 7, 1), all);
}

TEST(Choice, OfALargeOneLiesAllOverItAndFollowsTheSeed) {
  constexpr std::uint64_t total = std::uint64_t{1} << 40;
  const auto chosen = choose(total, 4096, 7, 1);
  EXPECT_EQ(chosen.size(), 4096U);
  std::array<int, 16> of_part{};
  for (const std::uint64_t i : chosen) {
    ASSERT_LT(i, total);
    ++of_part[i / (total / 16)];
  }
  // Binomial, 256 expected, sd 15.5: six of them.
  for (const int count : of_part) EXPECT_NEAR(count, 256, 93);
  EXPECT_EQ(chosen, choose(total, 4096, 7, 1));
  EXPECT_NE(chosen, choose(total, 4096, 8, 1));
  EXPECT_NE(chosen, choose(total, 4096, 7, 2)) << "apart from other tensors of the seed";
}

TEST(OddFactors, AreOddAndDiffer) {
  const auto factors = odd_factors(1000, 7, 1);
  for (const std::uint64_t factor : factors) EXPECT_EQ(factor % 2, 1U);
  EXPECT_EQ(std::set(factors.begin(), factors.end()).size(), 1000U);
  EXPECT_NE(factors, odd_factors(1000, 7, 2));
}

}  // namespace
}  // namespace gpubench
