#include "results/trend/split.hpp"

#include <gmock/gmock.h>

namespace gpubench::results {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Series = std::vector<double>;
using Places = std::vector<std::size_t>;

TEST(Split, TheBestExplainsMost) {
  const Series series = {1, 1, 1, 1, 3, 3, 3};
  EXPECT_EQ(best_split(series).place, 4U);
  EXPECT_DOUBLE_EQ(best_split(series).share, 1);
  EXPECT_EQ(best_split(Series{1, 1, 3, 3, 3}).place, 0U) << "too short";
  EXPECT_EQ(best_split(Series(20, 1.0)).place, 0U) << "nothing varies";
}

TEST(Split, ByHandItsShareIsThatOfTheSumOfSquares) {
  // Mean 3, squares 4 + 1 + 4 + 1 + 4 + 4 = 18; levels 4/3 and 14/3 explain 6 * (5/3)^2 = 50/3 of them.
  EXPECT_DOUBLE_EQ(best_split(Series{1, 2, 1, 4, 5, 5}).share, 50.0 / 3 / 18);
}

TEST(Split, ALevelLastsThreeLaunches) {
  EXPECT_EQ(best_split(Series{0, 0, 0, 0, 0, 9, 9}).place, 4U) << "not the last two alone";
  EXPECT_EQ(best_split(Series{9, 9, 0, 0, 0, 0, 0}).place, 3U) << "nor the first two";
}

TEST(Split, ThreeLevelsAreTheBestSplitAndTheBetterOfItsParts) {
  EXPECT_THAT(three_levels(Series{0, 0, 0, 9, 9, 9, 1, 1, 1}), ElementsAre(3, 6));
  EXPECT_THAT(three_levels(Series{0, 0, 0, 1, 1, 1, 9, 9, 9}), ElementsAre(3, 6));
  EXPECT_THAT(three_levels(Series{0, 0, 0, 9, 9, 9}), ElementsAre(3)) << "its parts are too short";
  EXPECT_THAT(three_levels(Series{0, 9}), IsEmpty());
}

TEST(Split, ResidualsAreWithoutTheirLevels) {
  EXPECT_THAT(residuals_of(Series{1, 3, 10, 14}, Places{2}), ElementsAre(-1, 1, -2, 2));
  EXPECT_THAT(residuals_of(Series{1, 3}, Places{}), ElementsAre(-1, 1));
}

}  // namespace
}  // namespace gpubench::results
