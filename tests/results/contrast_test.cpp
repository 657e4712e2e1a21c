#include "results/statistics/contrast.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace gpubench::results {
namespace {

using ::testing::SizeIs;

/// Relative to the expected figure; where that is next to nothing (two equal sides), to 1.
void expect_close(double actual, double expected, const char* what) {
  EXPECT_NEAR(actual, expected, 1e-10 * std::max(std::abs(expected), 1e-6)) << what;
}

std::vector<double> locations(const nlohmann::json& launches) {
  std::vector<double> all;
  for (const auto& launch : launches)
    all.push_back(launch_location(rank_locations(launch.get<LaunchSamples>())));
  return all;
}

Contrast contrast_of(const nlohmann::json& one) {
  const auto a = locations(one.at("a")), b = locations(one.at("b"));
  const std::string kind = one.at("kind");
  if (kind == "unpaired") return unpaired_contrast(a, b, Better::lower);
  if (kind == "ledger") return ledger_contrast(a, b.front(), Better::lower);
  if (kind == "paired rate") return paired_contrast(a, b, Better::higher);
  if (kind == "paired") return paired_contrast(a, b, Better::lower);
  return paired_contrast(a, b, Better::lower, Prior{one.at("prior_s2"), one.at("prior_df")});
}

TEST(Contrast, MatchesAnIndependentImplementation) {
  std::ifstream file(GPUBENCH_TEST_DATA "/vectors/contrast.json");
  const auto cases = nlohmann::json::parse(file).at("cases");
  ASSERT_THAT(cases, SizeIs(80));
  for (const auto& one : cases) {
    SCOPED_TRACE(one.at("kind").get<std::string>());
    const auto& expected = one.at("expected");
    for (std::size_t launch = 0; launch < one.at("a").size(); ++launch) {
      const auto m = rank_locations(one.at("a")[launch].get<LaunchSamples>());
      for (std::size_t rank = 0; rank < m.size(); ++rank)
        expect_close(m[rank], expected.at("rank_location_a")[launch][rank], "m");
    }
    const Contrast contrast = contrast_of(one);
    expect_close(contrast.effect, expected.at("effect"), "effect");
    expect_close(contrast.error, expected.at("se"), "se");
    expect_close(contrast.freedom, expected.at("df"), "df");
    expect_close(contrast.p, expected.at("p"), "p");
  }
}

TEST(Contrast, ALowerRateIsWorseAndALowerTimeBetter) {
  const std::vector<double> a = {1, 1.01, 0.99}, b = {0.9, 0.91, 0.92};
  EXPECT_GT(paired_contrast(a, b, Better::higher).effect, 0);
  EXPECT_LT(paired_contrast(a, b, Better::lower).effect, 0);
}

TEST(Contrast, NoErrorIsUnderTheFloor) {
  const std::vector<double> same = {1, 1, 1, 1};
  EXPECT_DOUBLE_EQ(paired_contrast(same, same, Better::lower).error, kErrorFloor / 2);
  const Contrast unpaired = unpaired_contrast(same, same, Better::lower);
  EXPECT_DOUBLE_EQ(unpaired.error, kErrorFloor * std::sqrt(0.5));
  EXPECT_EQ(unpaired.freedom, 1);
  EXPECT_DOUBLE_EQ(ledger_contrast(std::vector<double>(6, 1.0), 1.0, Better::lower).error, kErrorFloor);
}

TEST(Contrast, ACoarseClockRaisesTheFloor) {
  EXPECT_DOUBLE_EQ(error_floor(0, 1e-3), kErrorFloor);
  EXPECT_DOUBLE_EQ(error_floor(1e-6, 1e-5), 0.1 / std::sqrt(12.0));
  EXPECT_DOUBLE_EQ(error_floor(1e-6, 0), kErrorFloor);  // no time is known
}

TEST(Contrast, APriorWeighsAsTenPairsAtMost) {
  const std::vector<double> a = {0, 0, 0}, b = {0.01, 0.02, 0.03};
  const Contrast ten = paired_contrast(a, b, Better::lower, Prior{1e-6, 10});
  const Contrast thousand = paired_contrast(a, b, Better::lower, Prior{1e-6, 1000});
  EXPECT_EQ(ten.freedom, 12);
  EXPECT_EQ(thousand.freedom, ten.freedom);
  EXPECT_EQ(thousand.error, ten.error);
  EXPECT_LT(ten.error, paired_contrast(a, b, Better::lower).error);
}

TEST(Contrast, TooFewLaunchesAreRefused) {
  const std::vector<double> one = {1}, two = {1, 2};
  EXPECT_THROW(paired_contrast(one, one, Better::lower), std::invalid_argument);
  EXPECT_THROW(paired_contrast(two, one, Better::lower), std::invalid_argument);
  EXPECT_THROW(unpaired_contrast(two, one, Better::lower), std::invalid_argument);
  EXPECT_THROW(ledger_contrast(std::vector<double>(5, 1.0), 1, Better::lower), std::invalid_argument);
  EXPECT_THROW(launch_location({}), std::invalid_argument);
  EXPECT_THROW(rank_locations({{}}), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::results
