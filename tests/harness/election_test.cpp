#include "harness/election.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "harness/number_ranges.hpp"

namespace gpubench {
namespace {

Place place_on(const std::string& host, const std::string& cpuset, int threads = 0) {
  Place place;
  place.host = host;
  place.cpuset = cpuset;
  place.cpus = parse_ranges(cpuset);
  place.threads = threads > 0 ? threads : static_cast<int>(place.cpus.size());
  return place;
}

TEST(Election, OneRankIsElected) {
  const Election election = hold_election({place_on("a", "0-3")});
  EXPECT_EQ(election.participants, (std::vector<int>{0}));
  EXPECT_EQ(election.threads, (std::vector<int>{4}));
  EXPECT_EQ(election.shares, (std::vector<int>{4}));
}

TEST(Election, RanksOnTheSameCpusetElectTheLowest) {
  const Election election = hold_election(std::vector<Place>(8, place_on("a", "0-1")));
  EXPECT_EQ(election.participants, (std::vector<int>{0}));
  EXPECT_EQ(election.threads, std::vector<int>(8, 2));
  EXPECT_EQ(election.shares, std::vector<int>(8, 1));  // two processors among eight: never none
  EXPECT_EQ(election.devices, std::vector<std::string>(8, host_device("a", "0-1")));
}

TEST(Election, ApartCpusetsAreDevicesOfTheirOwn) {
  const Election election = hold_election({place_on("a", "0-3"), place_on("a", "4-7"), place_on("a", "4-7")});
  EXPECT_EQ(election.participants, (std::vector<int>{0, 1}));
  EXPECT_NE(election.devices[0], election.devices[1]);
  EXPECT_EQ(election.devices[1], election.devices[2]);
  EXPECT_EQ(election.shares, (std::vector<int>{4, 2, 2}));
  EXPECT_EQ(election.host_participants, (std::vector<int>{2, 2, 2}));
}

TEST(Election, OverlapIsTransitive) {
  // 0 and 1 share nothing; rank 2 lies over both.
  const Election election =
      hold_election({place_on("a", "0-1"), place_on("a", "4-5"), place_on("a", "1-4"), place_on("a", "9")});
  EXPECT_EQ(election.participants, (std::vector<int>{0, 3}));
  EXPECT_EQ(election.cpusets[1], "0-5");
  EXPECT_EQ(election.devices[0], election.devices[1]);
  EXPECT_EQ(election.threads, (std::vector<int>{6, 6, 6, 1}));
  EXPECT_EQ(election.shares, (std::vector<int>{2, 2, 2, 1}));
}

TEST(Election, EqualCpusetsOfTwoHostsAreTwoDevices) {
  const Election election =
      hold_election({place_on("a", "0-7"), place_on("b", "0-7"), place_on("a", "0-7"), place_on("b", "0-7")});
  EXPECT_EQ(election.participants, (std::vector<int>{0, 1}));
  EXPECT_NE(election.devices[0], election.devices[1]);
  EXPECT_EQ(election.devices[1], election.devices[3]);
  EXPECT_EQ(election.host_participants, (std::vector<int>{1, 1, 1, 1}));
}

TEST(Election, QuotaLimitsWhatTheElectedUses) {
  const Election election = hold_election({place_on("a", "0-7", 2), place_on("a", "0-7", 2)});
  EXPECT_EQ(election.threads, (std::vector<int>{2, 2}));
  EXPECT_EQ(election.shares, (std::vector<int>{1, 1}));
}

TEST(Election, AShareNeverExceedsARanksOwnCpuset) {
  const Election election = hold_election({place_on("a", "0-7"), place_on("a", "0")});
  EXPECT_EQ(election.shares, (std::vector<int>{4, 1}));
}

TEST(Election, OfA1024RanksOneForEachSocket) {
  std::vector<Place> places;
  for (int rank = 0; rank < 1024; ++rank)
    places.push_back(place_on("host" + std::to_string(rank / 128), rank % 2 == 0 ? "0-63" : "64-127"));
  const Election election = hold_election(places);
  std::vector<int> expected;
  for (int host = 0; host < 8; ++host) expected.insert(expected.end(), {128 * host, 128 * host + 1});
  EXPECT_EQ(election.participants, expected);
  EXPECT_EQ(election.shares, std::vector<int>(1024, 1));
  EXPECT_EQ(election.threads, std::vector<int>(1024, 64));
  EXPECT_EQ(election.host_participants, std::vector<int>(1024, 2));
}

TEST(Election, OfNoRankIsRefused) {
  EXPECT_THROW(hold_election({}), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench
