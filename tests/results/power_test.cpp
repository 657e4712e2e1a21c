#include "results/statistics/power.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace gpubench::results {
namespace {

TEST(Power, MorePairsAndLessNoiseResolveSmallerChanges) {
  const Prior noisy{4e-4, 9}, quiet{1e-4, 9};
  EXPECT_LT(resolvable_change(noisy, 12), resolvable_change(noisy, 5));
  EXPECT_LT(resolvable_change(quiet, 5), resolvable_change(noisy, 5));
  // sd 2 %, 9 + 11 degrees of freedom: (t.99375 + t.8) 0.02 / sqrt(12), quantiles by numerical integration.
  EXPECT_NEAR(resolvable_change(noisy, 12), (2.7443763705 + 0.8599644397) * 0.02 / std::sqrt(12.0), 1e-9);
}

TEST(Power, NothingBelowTheChangeFloorIsPromised) {
  EXPECT_DOUBLE_EQ(resolvable_change({0, 9}, 12), Thresholds().change);
}

TEST(Power, OnWatchIsWhatTwelvePairsDoNotResolve) {
  EXPECT_FALSE(is_on_watch({2e-4, 9}));
  EXPECT_TRUE(is_on_watch({1e-3, 9}));
  Thresholds coarse;
  coarse.change = 2 * coarse.margin;  // what counts as a change says nothing of the noise
  EXPECT_FALSE(is_on_watch({2e-4, 9}, coarse));
  EXPECT_TRUE(is_on_watch({1e-3, 9}, coarse));
}

TEST(Power, OnePairResolvesNothing) {
  EXPECT_THROW(resolvable_change({1e-4, 9}, 1), std::invalid_argument);
}

TEST(Power, LaunchesToResolveTwoPercentGrowWithTheirSpread) {
  // Student's quantiles by integration of the density: sd 0.3 % takes 3, 1 % takes 8, 3 % takes 53.
  EXPECT_EQ(launches_to_resolve(std::log(1.02), 0.003 * 0.003), 3u);
  EXPECT_EQ(launches_to_resolve(std::log(1.02), 0.01 * 0.01), 8u);
  EXPECT_EQ(launches_to_resolve(std::log(1.02), 0.03 * 0.03), 53u);
  EXPECT_EQ(launches_to_resolve(std::log(1.02), 0), 2u);
  EXPECT_EQ(launches_to_resolve(std::log(1.02), 1), std::nullopt);
  EXPECT_THROW(launches_to_resolve(0, 1e-4), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::results
