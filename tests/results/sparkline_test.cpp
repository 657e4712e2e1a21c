#include "results/sparkline.hpp"

#include <gmock/gmock.h>

namespace gpubench::results {
namespace {

using testing::ElementsAre;
using Places = std::vector<std::size_t>;

TEST(Sparkline, ARangeUnderTheLeastIsNotStretched) {
  EXPECT_EQ(sparkline(std::vector<double>{0, 0.04}, {}, 40), "▁█");
  EXPECT_EQ(sparkline(std::vector<double>{0, 0.04}, {}, 40, 0.16), "▄▆");
}

TEST(Sparkline, DrawsEachValueBetweenLeastAndMost) {
  EXPECT_EQ(sparkline(std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7}, {}, 40), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(sparkline({}, {}, 40), "");
  for (const double level : {0.0, 0.1, -7.3, 1e-9})
    EXPECT_EQ(sparkline(std::vector{level, level}, {}, 40), "▅▅");
}

TEST(Sparkline, NoiseIsNoNews) {
  EXPECT_EQ(sparkline(std::vector<double>{0, 0.001, 0, 0.001}, {}, 40), "▄▅▄▅");
}

TEST(Sparkline, AChangeIsMarkedAndBeginsAColumn) {
  EXPECT_EQ(sparkline(std::vector<double>{0, 0, 7, 7}, Places{2}, 40), "▁▁|██");
  EXPECT_THAT(columns_of_series(100, Places{33}, 4), ElementsAre(0, 33, 50, 75, 100));
}

TEST(Sparkline, ManyValuesShareColumns) {
  EXPECT_THAT(columns_of_series(10, {}, 5), ElementsAre(0, 2, 4, 6, 8, 10));
  EXPECT_EQ(sparkline(std::vector<double>{0, 0, 7, 7}, {}, 2), "▁█");
}

}  // namespace
}  // namespace gpubench::results
