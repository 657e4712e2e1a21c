#include "harness/solo_world.hpp"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

namespace gpubench {
namespace {

TEST(SoloWorld, EveryOperationIsThatOfOneRank) {
  SoloWorld world;
  EXPECT_EQ(world.rank(), 0);
  EXPECT_EQ(world.size(), 1);
  std::array<double, 2> values = {1.5, -2};
  world.all_reduce_sum(values);
  world.all_reduce_min(values);
  EXPECT_EQ(values, (std::array<double, 2>{1.5, -2}));
  EXPECT_EQ(world.all_gather("a"), std::vector<std::string>{"a"});
  EXPECT_EQ(world.gather(""), std::vector<std::string>{""});
  EXPECT_EQ(world.broadcast("text", 0), "text");
  EXPECT_EQ(world.communicator(), nullptr);
}

TEST(SoloWorld, SubgroupsHoldItOrAreNull) {
  SoloWorld world;
  const std::array<int, 1> zero = {0};
  const std::array<int, 1> one = {1};
  EXPECT_NE(world.subgroup(zero), nullptr);
  EXPECT_EQ(world.subgroup({}), nullptr);
  EXPECT_THROW(world.subgroup(one), std::out_of_range);
  EXPECT_THROW(world.broadcast("text", 1), std::out_of_range);
}

TEST(SoloWorldDeathTest, AbortEndsTheProcessWithItsCode) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(SoloWorld().abort(70), testing::ExitedWithCode(70), "");
}

}  // namespace
}  // namespace gpubench
