#include "results/statistics/suite_share.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "results/statistics/power.hpp"

namespace gpubench::results {
namespace {

Prior spread(double sd) {
  return {sd * sd, 11};
}

TEST(SuiteShare, AQuietMachineEndsWellAtTheFirstLook) {
  const std::vector<Prior> cases(50, spread(0.002));
  const SuiteShare share = simulate_suites(cases, 200, 1);
  EXPECT_EQ(share.suites, 200U);
  EXPECT_EQ(share.good, 200U);
  EXPECT_EQ(share.alarms, 0U);
  EXPECT_LT(share.pairs, 3.1);
}

TEST(SuiteShare, ACaseThatCanHardlyBeResolvedSpoilsTheSuite) {
  std::vector<Prior> cases(50, spread(0.002));
  Prior hard = spread(0.002);
  while (!is_on_watch(hard)) hard.variance *= 1.01;
  hard.variance /= 1.01;  // the noisiest that is gated
  cases.push_back(hard);
  const SuiteShare share = simulate_suites(cases, 200, 1);
  EXPECT_LT(share.good, 200U);
  EXPECT_GT(share.pairs, 5);
}

TEST(SuiteShare, CasesOnWatchAreOutsideTheSuite) {
  const std::vector<Prior> gated = {spread(0.002), spread(0.003)};
  std::vector<Prior> all = gated;
  all.push_back(spread(0.2));
  ASSERT_TRUE(is_on_watch(all.back()));
  EXPECT_EQ(simulate_suites(all, 50, 7).pairs, simulate_suites(gated, 50, 7).pairs);
  EXPECT_EQ(simulate_suites(std::vector<Prior>{spread(0.2)}, 50, 7).suites, 0U);
}

TEST(SuiteShare, FalseAlarmsAreFewerThanTheRatePromised) {
  const std::vector<Prior> cases(20, spread(0.012));
  const SuiteShare share = simulate_suites(cases, 400, 3);
  EXPECT_LE(static_cast<double>(share.alarms), 0.05 * 400);
}

}  // namespace
}  // namespace gpubench::results
