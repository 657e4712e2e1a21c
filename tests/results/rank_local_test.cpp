#include "results/statistics/rank_local.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace gpubench::results {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

RankLocations locations(const nlohmann::json& launches) {
  RankLocations all;
  for (const auto& launch : launches) all.push_back(rank_locations(launch.get<LaunchSamples>()));
  return all;
}

TEST(RankLocal, MatchesAnIndependentImplementationAndNamesTheSlowedRank) {
  std::ifstream file(GPUBENCH_TEST_DATA "/vectors/rank_local.json");
  const auto cases = nlohmann::json::parse(file).at("cases");
  ASSERT_THAT(cases, SizeIs(12));
  for (const auto& one : cases) {
    const auto contrasts =
        rank_local_contrasts(locations(one.at("a")), locations(one.at("b")), Better::lower);
    const auto& expected = one.at("expected");
    ASSERT_EQ(contrasts.size(), expected.size());
    for (std::size_t rank = 0; rank < contrasts.size(); ++rank) {
      const double effect = expected[rank].at("effect"), p = expected[rank].at("p");
      EXPECT_NEAR(contrasts[rank].effect, effect, 1e-10 * std::max(std::abs(effect), 1e-6)) << rank;
      EXPECT_NEAR(contrasts[rank].p, p, 1e-10 * p) << rank;
    }
    std::vector<bool> named(expected.size(), false);
    if (!one.at("slowed").is_null()) named.at(one.at("slowed").get<std::size_t>()) = true;
    EXPECT_EQ(named_ranks(contrasts), named);
  }
}

TEST(RankLocal, ASureButSmallDifferenceNamesNobody) {
  const Contrast small{0.019, 1e-4, 5, 1e-9, 6}, large{0.021, 1e-4, 5, 1e-9, 6}, unsure{0.5, 1, 5, 0.6, 6};
  EXPECT_THAT(named_ranks(std::vector<Contrast>{small, large, unsure}), ElementsAre(false, true, false));
}

TEST(RankLocal, OtherRanksOrTooFewAreRefused) {
  EXPECT_THROW(rank_local_contrasts({{1, 2}, {1, 2}}, {{1, 2}}, Better::lower), std::invalid_argument);
  EXPECT_THROW(rank_local_contrasts({{1, 2}, {1, 2}}, {{1, 2}, {1, 2, 3}}, Better::lower),
               std::invalid_argument);
  EXPECT_THROW(rank_local_contrasts({{1}, {1}}, {{1}, {1}}, Better::lower), std::invalid_argument);
  EXPECT_THROW(rank_local_contrasts({{1, 2}}, {{1, 2}}, Better::lower), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::results
