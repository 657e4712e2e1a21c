#include "results/crowd.hpp"

#include <gtest/gtest.h>

namespace gpubench::results {
namespace {

std::vector<Rank> ranks_on(const std::vector<std::pair<std::string, std::string>>& places) {
  std::vector<Rank> ranks;
  for (const auto& [host, cpuset] : places)
    ranks.push_back({static_cast<std::int32_t>(ranks.size()), host, "d", cpuset, 0, 1});
  return ranks;
}

TEST(Crowd, IsMoreRanksThanProcessors) {
  const Crowd crowd = find_crowd(ranks_on({{"a", "0-1"}, {"a", "0-1"}, {"a", "0"}}));
  EXPECT_EQ(crowd.ranks, 3u);
  EXPECT_EQ(crowd.processors, 2u);
  EXPECT_EQ(find_crowd(ranks_on({{"a", "0-1"}, {"a", "0-1"}})).ranks, 0u);
  EXPECT_EQ(find_crowd(ranks_on({{"a", "0"}, {"b", "0"}})).ranks, 0u) << "a host each";
}

TEST(Crowd, TextsThatAreNoCpusetsArePassedOver) {
  for (const char* text : {"", "x", "0-", "3-1", "0-99999999", "-1", "0 1", "0-1-2"})
    EXPECT_EQ(find_crowd(ranks_on({{"a", text}, {"a", text}})).ranks, 0u) << text;
}

TEST(Crowd, CountsACasesParticipantsOfWorldScopeOnly) {
  const std::vector<Rank> ranks = ranks_on({{"a", "0-1"}, {"a", "0-1"}, {"a", "0-1"}});
  Case c;
  c.scope = "world";
  c.participants = {0, 1};
  EXPECT_FALSE(is_crowded(c, ranks)) << "the third sleeps";
  c.participants = {0, 1, 2};
  EXPECT_TRUE(is_crowded(c, ranks));
  c.scope = "device";
  EXPECT_FALSE(is_crowded(c, ranks));
}

}  // namespace
}  // namespace gpubench::results
