#include "results/comparison/matching.hpp"

#include <gtest/gtest.h>

namespace gpubench::results {
namespace {

Observation launch_of(std::vector<RankObservation> ranks) {
  Observation seen;
  seen.ranks = std::move(ranks);
  return seen;
}

TEST(Matching, ADeviceIsFoundUnderAnotherNumberOfRank) {
  const Observation a = launch_of({{0, "x", 1, 1}, {1, "y", 2, 2}});
  const Observation b = launch_of({{0, "y", 3, 3}, {1, "z", 4, 4}, {2, "x", 5, 5}});
  const auto common = common_ranks({&a, &b});
  ASSERT_EQ(common[0].size(), 2U);
  EXPECT_EQ(common[0][0].location, 1);
  EXPECT_EQ(common[1][0].location, 5);
  EXPECT_EQ(common[1][1].location, 3);
}

TEST(Matching, WhereAnyDeviceIsUnknownRanksAreMatchedByNumber) {
  const Observation a = launch_of({{0, "x", 1, 1}, {1, "y", 2, 2}});
  const Observation b = launch_of({{1, "x", 3, 3}, {0, "", 4, 4}});
  const auto common = common_ranks({&a, &b});
  ASSERT_EQ(common[1].size(), 2U);
  EXPECT_EQ(common[1][0].location, 4);
  EXPECT_EQ(common[1][1].location, 3);
}

}  // namespace
}  // namespace gpubench::results
