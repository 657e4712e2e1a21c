#include "results/statistics/lag.hpp"

#include <gtest/gtest.h>

#include "results/statistics/shape.hpp"

namespace gpubench::results {
namespace {

CaseLocations locations(std::vector<double> log_times) {
  CaseLocations one{"memory", {}, std::move(log_times)};
  for (std::size_t i = 0; i < one.log_times.size(); ++i)
    one.ranks.push_back(static_cast<std::int32_t>(10 + i));
  return one;
}

TEST(Lag, NamesTheOneThatIsSlowerThanTheMedianOfTheOthers) {
  const std::vector<CaseLocations> cases(3, locations({0, 0.001, 0.05, -0.001}));
  const std::vector<Lag> lags = find_lags(cases);
  ASSERT_EQ(lags.size(), 1u);
  EXPECT_EQ(lags[0].rank, 12);
  EXPECT_DOUBLE_EQ(lags[0].effect, 0.05);
  EXPECT_EQ(lags[0].agreeing, 3u);
}

TEST(Lag, LessThanTwoPercentIsNotNamed) {
  EXPECT_TRUE(find_lags(std::vector<CaseLocations>(3, locations({0, 0, 0.019}))).empty());
  EXPECT_FALSE(find_lags(std::vector<CaseLocations>(3, locations({0, 0, 0.021}))).empty());
}

TEST(Lag, TwoCasesAreTooFew) {
  EXPECT_TRUE(find_lags(std::vector<CaseLocations>(2, locations({0, 0, 0.1}))).empty());
}

TEST(Lag, OneCaseMayDisagreeButNotTwo) {
  std::vector<CaseLocations> cases(4, locations({0, 0, 0.1}));
  cases.push_back(locations({0, 0, -0.1}));
  EXPECT_EQ(find_lags(cases).size(), 1u);
  cases.push_back(locations({0, 0, -0.1}));
  EXPECT_TRUE(find_lags(cases).empty());
}

TEST(Lag, AResourceIsJudgedByItsOwnCasesOnly) {
  std::vector<CaseLocations> cases(3, locations({0, 0, 0.1}));
  cases[2].resource = "compute";
  EXPECT_TRUE(find_lags(cases).empty());
}

TEST(Lag, OneParticipantHasNobodyToLagBehind) {
  EXPECT_TRUE(find_lags(std::vector<CaseLocations>(3, locations({0.1}))).empty());
}

std::vector<double> steady() {
  std::vector<double> times;
  for (int i = 0; i < 64; ++i) times.push_back(1 + 0.001 * ((i * 37) % 64));
  return times;
}

TEST(Shape, ADriftIsSeenAndASteadySeriesIsNot) {
  std::vector<double> drifting;
  for (int i = 0; i < 64; ++i) drifting.push_back(1 + 0.002 * i);
  EXPECT_TRUE(is_drifting(drifting));
  EXPECT_FALSE(is_drifting(steady()));
}

TEST(Shape, TwoModesAreSeenAndOneIsNot) {
  std::vector<double> times = steady();
  for (std::size_t i = 0; i < times.size(); i += 2) times[i] += 0.5;
  EXPECT_TRUE(is_bimodal(times));
  EXPECT_FALSE(is_bimodal(steady()));
}

TEST(Lag, ARanksHostAndItsDeviceAreTwoThings) {
  std::vector<CaseLocations> cases(4, locations({0, 0, 0.1}));
  cases[2].backend = cases[3].backend = "cuda";
  EXPECT_TRUE(find_lags(cases).empty()) << "two cases each are too few";
  for (CaseLocations& one : cases) one.backend = "cuda";
  ASSERT_EQ(find_lags(cases).size(), 1U);
  EXPECT_EQ(find_lags(cases).front().backend, "cuda");
}

}  // namespace
}  // namespace gpubench::results
