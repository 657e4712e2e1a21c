#include "harness/device_election.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace gpubench {
namespace {

/// A rank of that host that sees these devices; equal letters are one device.
SeenDevices view(const std::string& host, const std::string& letters) {
  SeenDevices seen{host, {}, letters.empty() ? "no device here" : ""};
  for (std::size_t i = 0; i < letters.size(); ++i) {
    DeviceInfo device;
    device.index = static_cast<int>(i);
    device.identity = host + letters[i];
    seen.devices.push_back(device);
  }
  return seen;
}

std::vector<int> counted(int size) {
  std::vector<int> ranks(static_cast<std::size_t>(size));
  std::iota(ranks.begin(), ranks.end(), 0);
  return ranks;
}

TEST(DeviceElection, EightRanksOnEightDevicesTakeOneEach) {
  const DeviceElection election = elect_devices(std::vector<SeenDevices>(8, view("h", "abcdefgh")));
  EXPECT_EQ(election.participants, counted(8));
  EXPECT_EQ(election.indices, counted(8));
  EXPECT_EQ(election.elected, counted(8));
  EXPECT_EQ(election.identities[5], "hf");
  EXPECT_EQ(election.reason, "");
}

TEST(DeviceElection, EightRanksOnFourDevicesShareEachWithOneOther) {
  const DeviceElection election = elect_devices(std::vector<SeenDevices>(8, view("h", "abcd")));
  EXPECT_EQ(election.participants, counted(4));
  EXPECT_EQ(election.indices, (std::vector<int>{0, 1, 2, 3, 0, 1, 2, 3}));
  EXPECT_EQ(election.elected, (std::vector<int>{0, 1, 2, 3, 0, 1, 2, 3}));
}

TEST(DeviceElection, EightRanksOnOneDeviceElectTheLowest) {
  const DeviceElection election = elect_devices(std::vector<SeenDevices>(8, view("h", "a")));
  EXPECT_EQ(election.participants, std::vector<int>{0});
  EXPECT_EQ(election.elected, std::vector<int>(8, 0));
}

TEST(DeviceElection, OneVisibleDeviceARankIsItsOwn) {
  std::vector<SeenDevices> seen;
  for (const char letter : std::string("abcdabcd")) seen.push_back(view("h", std::string(1, letter)));
  const DeviceElection election = elect_devices(seen);
  EXPECT_EQ(election.participants, counted(4));
  EXPECT_EQ(election.indices, std::vector<int>(8, 0)) << "each process counts from 0";
  EXPECT_EQ(election.elected, (std::vector<int>{0, 1, 2, 3, 0, 1, 2, 3}));
}

TEST(DeviceElection, PlacesAreCountedOnEachHost) {
  std::vector<SeenDevices> seen;
  for (int rank = 0; rank < 8; ++rank) seen.push_back(view(rank % 2 == 0 ? "g" : "h", "ab"));
  const DeviceElection election = elect_devices(seen);
  EXPECT_EQ(election.participants, counted(4));
  EXPECT_EQ(election.identities, (std::vector<std::string>{"ga", "ha", "gb", "hb", "ga", "ha", "gb", "hb"}));
}

TEST(DeviceElection, ARankWithoutADeviceTakesNoPart) {
  const DeviceElection election = elect_devices({view("g", ""), view("h", "a"), view("h", "a")});
  EXPECT_EQ(election.participants, std::vector<int>{1});
  EXPECT_EQ(election.indices, (std::vector<int>{-1, 0, 0}));
  EXPECT_EQ(election.elected, (std::vector<int>{-1, 1, 1}));
}

TEST(DeviceElection, WhereNobodySeesOneTheReasonIsTheFirstRanks) {
  const DeviceElection election = elect_devices(std::vector<SeenDevices>(2, view("h", "")));
  EXPECT_TRUE(election.participants.empty());
  EXPECT_EQ(election.reason, "no device here");
}

}  // namespace
}  // namespace gpubench
