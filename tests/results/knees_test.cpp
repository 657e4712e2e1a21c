#include "results/statistics/knees.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace gpubench::results {
namespace {

TEST(Knees, AStepIsFoundHalfwayBetweenItsSizes) {
  const std::vector<CostAt> curve = {{16e3, 1.0}, {32e3, 1.02}, {64e3, 4.08}, {128e3, 4.1}};
  const auto knees = find_knees(curve);
  ASSERT_EQ(knees.size(), 1U);
  EXPECT_DOUBLE_EQ(knees[0].from, 32e3);
  EXPECT_DOUBLE_EQ(knees[0].to, 64e3);
  EXPECT_NEAR(knees[0].bytes, std::sqrt(32e3 * 64e3), 1e-6);
  EXPECT_DOUBLE_EQ(knees[0].factor, 4.0);
}

TEST(Knees, ARiseOverSeveralSizesIsOneKnee) {
  const std::vector<CostAt> curve = {{1, 1.0}, {2, 2.0}, {4, 8.0}, {8, 16.0}, {16, 16.0}};
  const auto knees = find_knees(curve);
  ASSERT_EQ(knees.size(), 1U);
  EXPECT_DOUBLE_EQ(knees[0].factor, 16.0);
  EXPECT_NEAR(knees[0].bytes, std::exp(std::log(2) + 0.5 * std::log(2)),
              1e-9);  // cost 4: halfway from 2 to 8
}

TEST(Knees, TwoLevelsAreTwoKnees) {
  const std::vector<CostAt> curve = {{1, 1}, {2, 1}, {4, 3}, {8, 3.05}, {16, 3.1}, {32, 30}, {64, 31}};
  EXPECT_EQ(find_knees(curve).size(), 2U);
}

TEST(Knees, NoiseAndAFallAreNone) {
  EXPECT_TRUE(find_knees(std::vector<CostAt>{{1, 1}, {2, 1.07}, {4, 1.0}, {8, 1.06}}).empty());
  EXPECT_TRUE(find_knees(std::vector<CostAt>{{1, 4}, {2, 2}, {4, 1}}).empty());
  EXPECT_TRUE(find_knees(std::vector<CostAt>{{1, 1}, {2, 1.2}, {4, 1.2}}).empty());  // too low a step
  EXPECT_TRUE(find_knees({}).empty());
}

TEST(Knees, ACurveThatIsNoneIsRefused) {
  EXPECT_THROW(find_knees(std::vector<CostAt>{{2, 1}, {1, 1}}), std::invalid_argument);
  EXPECT_THROW(find_knees(std::vector<CostAt>{{1, 1}, {1, 1}}), std::invalid_argument);
  EXPECT_THROW(find_knees(std::vector<CostAt>{{1, 0}, {2, 1}}), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::results
