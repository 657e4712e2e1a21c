#include "results/statistics/location.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "results/statistics/stop.hpp"

namespace gpubench::results {
namespace {

TEST(Location, InterquartileMeanDropsAQuarterEachSide) {
  EXPECT_DOUBLE_EQ(interquartile_mean(std::vector<double>{100, 1, 3, 4, 2, 5, 6, -50}), 3.5);
  EXPECT_DOUBLE_EQ(interquartile_mean(std::vector<double>{9, 1, 2, 4, 6}), 4.0);  // g = 1 of 5
}

TEST(Location, InterquartileMeanOfFewIsTheMedian) {
  EXPECT_DOUBLE_EQ(interquartile_mean(std::vector<double>{1, 2, 3, 100}), 2.5);
  EXPECT_NE(interquartile_mean(std::vector<double>{1, 2, 3, 100, 101}), 3.0);
}

TEST(Location, MedianAndQuantilesInterpolate) {
  const std::vector<double> values = {4, 1, 3, 2};
  EXPECT_DOUBLE_EQ(median(values), 2.5);
  EXPECT_DOUBLE_EQ(quantile(values, 0), 1);
  EXPECT_DOUBLE_EQ(quantile(values, 1), 4);
  EXPECT_DOUBLE_EQ(quantile(values, 0.25), 1.75);
}

TEST(Location, EmptySeriesAndQuantilesOutsideAreRefused) {
  EXPECT_THROW(median({}), std::invalid_argument);
  EXPECT_THROW(interquartile_mean({}), std::invalid_argument);
  EXPECT_THROW(quantile(std::vector<double>{1}, 1.5), std::invalid_argument);
}

nlohmann::json vectors() {
  std::ifstream file(GPUBENCH_TEST_DATA "/vectors/stop.json");
  return nlohmann::json::parse(file).at("cases");
}

TEST(Precision, MatchesAnIndependentImplementation) {
  const auto cases = vectors();
  ASSERT_EQ(cases.size(), 30u);
  for (const auto& one : cases) {
    const auto times = one.at("times").get<std::vector<double>>();
    const double half_width = one.at("expected").at("half_width");
    const double effective = one.at("expected").at("effective");
    const Precision precision = precision_of(times);
    // A series of equal times has a half-width of rounding errors only. The vectors' t quantile is that of
    // SciPy 1.10, off by up to 5.8e-10 at 6 to 8 degrees of freedom, hence 1e-9; the next test is sharper.
    EXPECT_NEAR(precision.half_width, half_width, half_width < 1e-12 ? 1e-12 : 1e-9 * half_width);
    EXPECT_NEAR(precision.effective, effective, 1e-10 * effective);
    EXPECT_DOUBLE_EQ(precision.effective * precision.tau, static_cast<double>(times.size()));
  }
}

/// The same formulas in 40 digits (mpmath 1.2: logarithms, ranks and the t distribution as an incomplete beta
/// function, its root found), for the four series where the vectors are more than 1e-10 off, and for one of
/// two degrees of freedom, where t_.975 is 0.95 sqrt(2 / (1 - 0.95^2)).
TEST(Precision, IsExactWhereTheVectorsAreNot) {
  struct Exact {
    std::size_t place;
    double half_width;
  };
  const auto cases = vectors();
  for (const auto& [place, half_width] :
       {Exact{16, 0.002194910114610434}, Exact{23, 0.0010202927981122391}, Exact{26, 0.0036438853376076012},
        Exact{29, 0.009819908862677332}}) {
    const double vector = cases.at(place).at("expected").at("half_width");
    EXPECT_GT(std::abs(vector - half_width), 1e-10 * half_width) << place;
    EXPECT_NEAR(precision_of(cases.at(place).at("times").get<std::vector<double>>()).half_width, half_width,
                1e-12 * half_width)
        << place;
  }
  EXPECT_NEAR(precision_of(cases.at(3).at("times").get<std::vector<double>>()).half_width,
              0.062154064541579279, 1e-13);
}

TEST(Precision, OrderMattersBecauseNeighboursAreCorrelated) {
  std::vector<double> alternating, drifting;
  for (int i = 0; i < 64; ++i) {
    alternating.push_back(1 + 0.001 * ((i * 37) % 64));
    drifting.push_back(1 + 0.001 * i);
  }
  EXPECT_LT(precision_of(drifting).effective, 3);
  EXPECT_GT(precision_of(alternating).effective, 20);
  EXPECT_GT(precision_of(drifting).half_width, 2 * precision_of(alternating).half_width);
}

TEST(Precision, FewerThanFiveSamplesAreNeverPrecise) {
  EXPECT_TRUE(std::isinf(precision_of(std::vector<double>{1, 1, 1, 1}).half_width));
  EXPECT_DOUBLE_EQ(precision_of(std::vector<double>{1, 1, 1, 1, 1}).half_width, 0);
}

TEST(Stop, WarmUpNeedsThreeTimesAndTwoWindowsThatAgree) {
  EXPECT_FALSE(warm_up_done(std::vector<double>{1, 1}));
  EXPECT_TRUE(warm_up_done(std::vector<double>{5, 1, 1.01}));
  EXPECT_FALSE(warm_up_done(std::vector<double>{5, 1, 1.03}));
  EXPECT_FALSE(warm_up_done(std::vector<double>{5, 1.03, 1}));
}

TEST(Stop, WarmUpGoesOnWhileTimesFall) {
  std::vector<double> falling;
  for (int i = 0; i < 40; ++i) falling.push_back(100 * std::pow(0.98, i));
  EXPECT_FALSE(warm_up_done(falling));
  falling.insert(falling.end(), 40, 44.0);
  EXPECT_TRUE(warm_up_done(falling));
}

TEST(Stop, PreciseNeedsBothANarrowIntervalAndEnoughEffectiveSamples) {
  EXPECT_TRUE(precise_enough(0.005, 8));
  EXPECT_FALSE(precise_enough(0.0051, 8));
  EXPECT_FALSE(precise_enough(0.005, 7.9));
}

}  // namespace
}  // namespace gpubench::results
