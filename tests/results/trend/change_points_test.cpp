#include "results/trend/change_points.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace gpubench::results {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr double kChange = 0.00995;  // ln 1.01

/// Launches of one case: a normal noise, an autoregressive mood beside it, and steps.
struct History {
  double noise = 0.01;
  double mood = 0;                                    ///< Standard deviation of the autoregression,
  double phi = 0;                                     ///< and its correlation from launch to launch.
  std::vector<std::pair<std::size_t, double>> steps;  ///< From this launch on, so much on ln time.

  std::vector<double> draw(std::size_t launches, std::mt19937& random) const {
    std::normal_distribution<double> normal;
    std::vector<double> values;
    double state = normal(random);
    for (std::size_t i = 0; i < launches; ++i) {
      state = phi * state + std::sqrt(1 - phi * phi) * normal(random);
      values.push_back(noise * normal(random) + mood * state);
      for (const auto& [place, step] : steps)
        if (i >= place) values.back() += step;
    }
    return values;
  }
};

std::vector<std::vector<double>> family_of(std::size_t cases, std::size_t launches, const History& history,
                                           unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::vector<double>> family;
  for (std::size_t i = 0; i < cases; ++i) family.push_back(history.draw(launches, random));
  return family;
}

/// Of so many families of unchanged histories, how many in which anything is said to have changed.
std::size_t families_with_false_alarms(std::size_t families, std::size_t launches, const History& history) {
  std::size_t count = 0;
  for (unsigned seed = 0; seed < families; ++seed)
    count += std::ranges::any_of(find_changes(family_of(20, launches, history, seed), 0),
                                 [](const auto& places) { return !places.empty(); });
  return count;
}

TEST(ChangePoints, ByHandThePOfSixIsTheShareOfOrdersThatSplitAsWell) {
  // Of 20 ways to choose three of six values, two part 1 2 3 from 7 8 9.
  const std::vector<double> series = {1, 2, 3, 7, 8, 9};
  EXPECT_NEAR(split_p(series, {}, 39999, 1), 0.1, 0.06);
}

TEST(ChangePoints, AStepIsFoundWhereItIs) {
  const History history{0.01, 0, 0, {{25, 0.05}}};
  const auto places = find_changes(family_of(10, 40, history, 3), kChange);
  for (const auto& one : places) {
    ASSERT_EQ(one.size(), 1U);
    EXPECT_NEAR(static_cast<double>(one[0]), 25, 1);
  }
}

/// Of ten single histories of 60 launches, in how many both steps are found.
std::size_t found_both(double second) {
  std::size_t both = 0;
  for (unsigned seed = 0; seed < 10; ++seed) {
    const History history{0.005, 0, 0, {{20, 0.05}, {40, second}}};
    const auto places = find_changes(family_of(1, 60, history, seed), kChange);
    if (places[0].size() == 2) ++both;
  }
  return both;
}

TEST(ChangePoints, TwoStepsAreFound) {
  EXPECT_GE(found_both(0.05), 9U);
}

TEST(ChangePoints, AStepThatIsUndoneMayBeAMoodAndIsFoundInHalf) {
  EXPECT_GE(found_both(-0.05), 5U);
}

TEST(ChangePoints, ASmallStepIsNoChangeHoweverSure) {
  const History history{0.0001, 0, 0, {{20, 0.005}}};
  EXPECT_THAT(find_changes(family_of(1, 40, history, 1), kChange)[0], IsEmpty());
  EXPECT_THAT(find_changes(family_of(1, 40, history, 1), 0.004)[0], ElementsAre(20));
}

TEST(ChangePoints, OneOddLaunchIsNoChange) {
  const History history{0.01, 0, 0, {{20, 0.3}, {21, -0.3}}};
  for (const auto& places : find_changes(family_of(10, 40, history, 5), kChange))
    EXPECT_THAT(places, IsEmpty());
}

TEST(ChangePoints, OfUnchangedFamiliesAtMostFiveInAHundredShowAChange) {
  // 100 families of 20 cases; 5 expected at most, 10 is more than two standard deviations above.
  EXPECT_LE(families_with_false_alarms(100, 30, {}), 10U);
  EXPECT_LE(families_with_false_alarms(100, 12, {}), 10U);
}

TEST(ChangePoints, WhereNeighboursAreAlikeItTakesMoreToBeAChange) {
  // Correlation 0.5 from launch to launch: of families tested as if orders were exchangeable nearly all show
  // a change.
  const History mood{0, 0.01, 0.5, {}};
  EXPECT_LE(families_with_false_alarms(100, 40, mood), 15U);
  std::size_t naive = 0;
  for (unsigned seed = 0; seed < 100; ++seed)
    naive += std::ranges::any_of(family_of(20, 40, mood, seed), [](const auto& series) {
      return split_p(series, {}, 1999, 1) < kChangeRate / 20;
    });
  EXPECT_GE(naive, 60U);
}

TEST(ChangePoints, ThreePerCentAmongHundredCasesAreFoundOfTwentyLaunchesASide) {
  auto family = family_of(100, 40, {}, 7);
  const auto changed = family_of(5, 40, {0.01, 0, 0, {{20, 0.03}}}, 8);
  std::ranges::copy(changed, family.begin());
  const auto places = find_changes(family, kChange);
  std::size_t found = 0, others = 0;
  for (std::size_t i = 0; i < places.size(); ++i) (i < 5 ? found : others) += places[i].empty() ? 0 : 1;
  EXPECT_EQ(found, 5U);
  EXPECT_LE(others, 1U);
}

TEST(ChangePoints, ChanceIsTheSameEachTime) {
  const auto family = family_of(5, 30, {0.01, 0, 0, {{15, 0.02}}}, 2);
  EXPECT_EQ(find_changes(family, kChange), find_changes(family, kChange));
}

}  // namespace
}  // namespace gpubench::results
