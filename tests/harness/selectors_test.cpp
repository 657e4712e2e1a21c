#include <gmock/gmock.h>

#include "harness/plan.hpp"

namespace gpubench {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Selectors, StarCrossesTheSlash) {
  EXPECT_TRUE(selector_matches("*", "memory/triad"));
  EXPECT_TRUE(selector_matches("memory/*", "memory/triad"));
  EXPECT_TRUE(selector_matches("m*d", "memory/triad"));
  EXPECT_FALSE(selector_matches("memory/*", "compute/fma_peak"));
  EXPECT_FALSE(selector_matches("memory/*x", "memory/triad"));
}

TEST(Selectors, APatternWithoutSlashAlsoMatchesTheLastPart) {
  EXPECT_TRUE(selector_matches("gemm", "libraries/gemm"));
  EXPECT_TRUE(selector_matches("*_reduce", "collectives/all_reduce"));
  EXPECT_FALSE(selector_matches("libraries", "libraries/gemm"));
  EXPECT_FALSE(selector_matches("x/gemm", "libraries/gemm"));
}

TEST(Selectors, AQuestionMarkIsOneCharacter) {
  EXPECT_TRUE(selector_matches("?dd", "memory/add"));
  EXPECT_FALSE(selector_matches("?dd", "memory/dd"));
  EXPECT_FALSE(selector_matches("", "memory/dd"));
}

TEST(Selectors, ManyStarsDoNotTakeForEver) {
  EXPECT_FALSE(selector_matches("a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", std::string(4000, 'a')));
}

TEST(NearestNames, ASlipFindsItsName) {
  const std::vector<std::string> known = {"memory/triad", "memory/read", "libraries/gemm"};
  EXPECT_THAT(nearest_names("memory/triads", known), ElementsAre("memory/triad"));
  EXPECT_THAT(nearest_names("tirad", known), ElementsAre("memory/triad"));
  EXPECT_THAT(nearest_names("gem", known), ElementsAre("libraries/gemm"));
}

TEST(NearestNames, AnotherGroupIsOneSlip) {
  EXPECT_THAT(nearest_names("overhead/clock_read", {"launch/clock_read", "overhead/fork"}),
              ElementsAre("launch/clock_read"));
}

TEST(NearestNames, ABeginningIsMeant) {
  EXPECT_THAT(nearest_names("work", {"type", "working_set"}), ElementsAre("working_set"));
}

TEST(NearestNames, AnotherWordFindsNothing) {
  EXPECT_THAT(nearest_names("zzzzz", {"memory/triad"}), IsEmpty());
}

TEST(NearestNames, OnlyTheNearestAndAtMostThree) {
  EXPECT_THAT(nearest_names("aaaa", {"aaab", "aaba", "abaa", "baaa"}), SizeIs(3));
  EXPECT_THAT(nearest_names("aaaa", {"aabb", "aaab", "aaaa"}), ElementsAre("aaaa"));
}

}  // namespace
}  // namespace gpubench
