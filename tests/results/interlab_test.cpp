#include "results/statistics/interlab.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "results/statistics/contrast.hpp"

namespace gpubench::results {
namespace {

// Figures from the formulas in interlab.hpp in numpy, tails of t and F by integration of their densities.
constexpr double kExact = 1e-10;

const std::vector<LabLaunches> kLabs = {
    {0.10, 0.12, 0.11}, {0.14, 0.13}, {0.09, 0.10, 0.08, 0.11}, {0.30, 0.33, 0.31}};

/// Labs whose means give the last one this h, all others being alike about it.
std::vector<LabConsistency> labs_with_h(std::size_t labs, double h) {
  // Half of the others at -1, half at +1, the last at x: h = (x - mean)/sd; solved for x by bisection.
  std::vector<LabLaunches> values(labs);
  for (std::size_t i = 0; i + 1 < labs; ++i) values[i] = {i % 2 == 0 ? 1.0 : -1.0};
  double low = 0, high = 1e3;
  for (int step = 0; step < 100; ++step) {
    values.back() = {(low + high) / 2};
    (lab_consistency(values).back().h < h ? low : high) = values.back().front();
  }
  return lab_consistency(values);
}

TEST(Interlab, RepeatabilityAndReproducibilityOfUnequalLabsMatchAnIndependentImplementation) {
  const auto seen = precision_of_labs(kLabs);
  EXPECT_NEAR(seen.repeatability.variance.value(), 0.00015208333333333342, kExact * 1e-4);
  EXPECT_NEAR(seen.between.variance.value(), 0.01083702830188679, kExact * 1e-2);
  EXPECT_NEAR(seen.reproducibility.variance.value(), 0.010989111635220124, kExact * 1e-2);
  EXPECT_NEAR(precision_limit(0.0004), 2.8 * 0.02, kExact);
}

TEST(Interlab, WhatTooFewLabsOrLaunchesCannotTellIsSaid) {
  const auto two = precision_of_labs(std::vector<LabLaunches>{{1, 2}, {3}});
  EXPECT_EQ(two.repeatability.variance, 0.5);
  EXPECT_EQ(two.reproducibility.variance, std::nullopt);
  EXPECT_EQ(two.reproducibility.why, "not identifiable: fewer than 3 sites");
  const auto single = precision_of_labs(std::vector<LabLaunches>{{1}, {2}, {3}});
  EXPECT_EQ(single.repeatability.why, "not identifiable: one launch a site");
  EXPECT_EQ(single.reproducibility.why, "not identifiable: one launch a site");
  EXPECT_THROW(precision_of_labs({}), std::invalid_argument);
  EXPECT_THROW(precision_of_labs(std::vector<LabLaunches>{{1}, {}}), std::invalid_argument);
}

TEST(Interlab, LabsThatDifferLessThanTheirLaunchesAddNothing) {
  const auto seen = precision_of_labs(std::vector<LabLaunches>{{1, 3}, {3, 1}, {1, 3}});
  EXPECT_EQ(seen.between.variance, 0);
  EXPECT_EQ(seen.reproducibility.variance, seen.repeatability.variance);
}

TEST(Interlab, MandelsStatisticsAndTheTestsMatchAnIndependentImplementation) {
  const auto seen = lab_consistency(kLabs);
  ASSERT_EQ(seen.size(), 4u);
  EXPECT_NEAR(seen[0].h, -0.5262189999527797, kExact);
  EXPECT_NEAR(seen[3].h, 1.4799909373671924, kExact);
  EXPECT_NEAR(seen[3].k.value(), 1.2386470745706655, kExact);
  EXPECT_NEAR(seen[1].k.value(), 0.5733821790809962, kExact);
  EXPECT_NEAR(seen[3].effect, 0.2, kExact);
  EXPECT_NEAR(seen[3].p_mean, 0.05335750035415331, kExact);
  EXPECT_NEAR(seen[3].p_spread.value(), 0.936977047275567, kExact);
  EXPECT_EQ(seen[0].p_mean, 1);
  EXPECT_EQ(outlier_lab(seen), std::nullopt);
  std::vector<LabLaunches> unsteady = kLabs;
  unsteady[3] = {0.12, 0.30, 0.21};
  EXPECT_NEAR(lab_consistency(unsteady)[3].p_spread.value(), 0.00034652508113884817, kExact * 1e-3);
}

TEST(Interlab, GrubbsCriticalValuesAreThoseOfTheStandard) {
  // ISO 5725-2, table 5, 8 laboratories: 2.126 at 5 %, 2.274 at 1 %.
  EXPECT_NEAR(labs_with_h(8, 2.126).back().p_mean, 0.05026805208872445, 1e-7);
  EXPECT_NEAR(labs_with_h(8, 2.274).back().p_mean, 0.010053584765978745, 1e-7);
}

TEST(Interlab, CochransCriticalValuesAreThoseOfTheStandard) {
  // ISO 5725-2, table 4, 6 laboratories of 2 launches: 0.781 at 5 %. Others' variance 1, the last's
  // C/(1-C) 5.
  const double variance = 0.781 / (1 - 0.781) * 5;
  std::vector<LabLaunches> labs(5, {0, std::sqrt(2.0)});
  labs.push_back({0, std::sqrt(2 * variance)});
  EXPECT_NEAR(lab_consistency(labs).back().p_spread.value(), 0.049838278320248675, kExact);
}

TEST(Interlab, ALabFarFromTheOthersIsNamedAndSoIsOneThatVaries) {
  std::vector<LabLaunches> labs = {{0.10, 0.11}, {0.12, 0.10}, {0.11, 0.13},
                                   {0.09, 0.10}, {0.11, 0.12}, {0.11, 0.10}};
  EXPECT_EQ(outlier_lab(lab_consistency(labs)), std::nullopt);
  labs[4] = {0.31, 0.32};
  const auto far = outlier_lab(lab_consistency(labs));
  ASSERT_TRUE(far);
  EXPECT_EQ(far->lab, 4u);
  EXPECT_EQ(far->in, OutlierLab::In::mean);
  labs[4] = {0.31, -0.09};
  const auto unsteady = outlier_lab(lab_consistency(labs));
  ASSERT_TRUE(unsteady);
  EXPECT_EQ(unsteady->lab, 4u);
  EXPECT_EQ(unsteady->in, OutlierLab::In::spread);
}

TEST(Interlab, ADifferenceThatNoVerdictWouldCallAChangeNamesNobody) {
  // Equal but for one: h is as great as it can be, the effect 0.9 %.
  const std::vector<LabLaunches> close = {{0, 0}, {0, 0}, {0, 0}, {0, 0},
                                          {0, 0}, {0, 0}, {0, 0}, {0.009, 0.009}};
  EXPECT_LT(lab_consistency(close).back().p_mean, 1e-6);
  EXPECT_EQ(outlier_lab(lab_consistency(close)), std::nullopt);
}

TEST(Interlab, ASpreadUnderTheFloorIsNotBelieved) {
  std::vector<LabLaunches> labs(5, {0, 0});
  labs[2] = {0, kErrorFloor};
  EXPECT_EQ(outlier_lab(lab_consistency(labs)), std::nullopt);
  EXPECT_EQ(lab_consistency(labs)[0].k, 1);
}

TEST(Interlab, TwoLabsHaveNoOutlier) {
  EXPECT_THROW(lab_consistency(std::vector<LabLaunches>{{1, 2}, {3, 4}}), std::invalid_argument);
}

TEST(Interlab, AMeanOverCasesKeepsLaunchesApart) {
  const std::vector<std::vector<LabLaunches>> cases = {{{1, 2}, {3}}, {{5, 4}, {9}}};
  EXPECT_EQ(mean_over_cases(cases), (std::vector<LabLaunches>{{3, 3}, {6}}));
  EXPECT_THROW(mean_over_cases({}), std::invalid_argument);
  EXPECT_THROW(mean_over_cases(std::vector<std::vector<LabLaunches>>{{{1, 2}}, {{1}}}),
               std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::results
