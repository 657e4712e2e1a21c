#include "harness/session.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

std::vector<Place> places_on(const std::vector<std::string>& hosts) {
  std::vector<Place> places(hosts.size());
  for (std::size_t i = 0; i < hosts.size(); ++i) places[i].host = hosts[i];
  return places;
}

TEST(MemoryPerRank, IsAnEqualShareOfWhatTheHostsParticipantsMayTake) {
  Election election;
  election.host_participants = {1, 1, 1, 1};
  EXPECT_EQ(memory_per_rank(places_on({"a", "a", "a", "a"}), election, 8_GiB), 2_GiB);
  election.host_participants = {2, 2, 2, 2};  // 8 GiB are one participant's, 16 GiB the host's
  EXPECT_EQ(memory_per_rank(places_on({"a", "a", "a", "a"}), election, 8_GiB), 4_GiB);
}

TEST(MemoryPerRank, IsThatOfTheMostCrowdedHost) {
  Election election;
  election.host_participants = {1, 1, 1, 1};
  EXPECT_EQ(memory_per_rank(places_on({"a", "b", "b", "b"}), election, 9_GiB), 3_GiB);
}

TEST(MemoryPerRank, OfARankAloneIsAll) {
  Election election;
  election.host_participants = {1};
  EXPECT_EQ(memory_per_rank(places_on({"a"}), election, 8_GiB), 8_GiB);
}

}  // namespace
}  // namespace gpubench
