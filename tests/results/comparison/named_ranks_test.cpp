#include "results/comparison/named_ranks.hpp"

#include "tests/results/comparison/compared.hpp"

namespace gpubench::results {
namespace {

using testing::IsEmpty;

using NamedRanks = Compare;

TEST_F(NamedRanks, OneOfEightRanksFivePerCentSlowerIsNamed) {
  auto a = synthetic::side("A", 5, true), b = synthetic::side("B", 5, true);
  for (Settings& one : b) one.slow_rank = 3;
  const Comparison seen = compare_sides(a, b);
  ASSERT_EQ(seen.ranks.size(), 1U);
  EXPECT_EQ(seen.ranks[0].rank, 3);
  EXPECT_EQ(seen.ranks[0].device, "host-device3");
  EXPECT_NEAR(seen.ranks[0].effect, std::log(1.05), 0.005);
  EXPECT_EQ(seen.ranks[0].named, 2U);
  EXPECT_FALSE(seen.ranks[0].suspected);
}

TEST_F(NamedRanks, TheSlowRankIsNamedWithoutPairsToo) {
  auto b = synthetic::side("B", 5, false);
  for (Settings& one : b) one.slow_rank = 3;
  const Comparison seen = compare_sides(synthetic::side("A", 5, false), b);
  ASSERT_EQ(seen.ranks.size(), 1U);
  EXPECT_EQ(seen.ranks[0].rank, 3);
}

TEST_F(NamedRanks, BetweenSingleLaunchesTheSlowRankIsOnlySuspected) {
  auto a = synthetic::side("A", 1, false), b = synthetic::side("B", 1, false);
  a[0].cases = b[0].cases = 3;
  b[0].slow_rank = 3;
  const Comparison seen = compare_sides(a, b);
  ASSERT_EQ(seen.ranks.size(), 1U);
  EXPECT_EQ(seen.ranks[0].rank, 3);
  EXPECT_TRUE(seen.ranks[0].suspected);
}

TEST_F(NamedRanks, ARankThatWasAlwaysSlowIsNotNamed) {
  auto a = synthetic::side("A", 5, true), b = synthetic::side("B", 5, true);
  for (Settings& one : a) one.slow_rank = 3;
  for (Settings& one : b) one.slow_rank = 3;
  EXPECT_THAT(compare_sides(a, b).ranks, IsEmpty());
}

}  // namespace
}  // namespace gpubench::results
