#include "harness/election.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>

#include "harness/number_ranges.hpp"

namespace gpubench {
namespace {

/// Disjoint sets of ranks; the root of each is its lowest rank.
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }

  int root(int rank) {
    while (parent_[at(rank)] != rank) rank = parent_[at(rank)] = parent_[at(parent_[at(rank)])];
    return rank;
  }
  void join(int a, int b) {
    const auto [low, high] = std::minmax({root(a), root(b)});
    parent_[at(high)] = low;
  }

 private:
  static std::size_t at(int rank) { return static_cast<std::size_t>(rank); }
  std::vector<int> parent_;
};

struct Device {
  std::vector<int> cpus;
  int ranks = 0;
};

/// Root rank of each device, with the union of its cpusets.
std::map<int, Device> find_devices(const std::vector<Place>& places, Groups& groups) {
  std::map<std::pair<std::string, int>, int> user;  // (host, processor) -> a rank that may run there
  for (int rank = 0; rank < static_cast<int>(places.size()); ++rank) {
    const Place& place = places[static_cast<std::size_t>(rank)];
    for (const int cpu : place.cpus) {
      const auto [entry, first] = user.try_emplace({place.host, cpu}, rank);
      if (!first) groups.join(entry->second, rank);
    }
  }
  std::map<int, Device> devices;
  for (int rank = 0; rank < static_cast<int>(places.size()); ++rank) ++devices[groups.root(rank)].ranks;
  for (const auto& [key, rank] : user)
    devices[groups.root(rank)].cpus.push_back(key.second);  // ascending: one host
  return devices;
}

}  // namespace

Election hold_election(const std::vector<Place>& places) {
  if (places.empty()) throw std::invalid_argument("hold_election: no rank's place was given");
  Groups groups(places.size());
  const std::map<int, Device> devices = find_devices(places, groups);

  Election election;
  std::map<std::string, int> participants;
  for (const auto& [elected, device] : devices) {
    election.participants.push_back(elected);
    ++participants[places[static_cast<std::size_t>(elected)].host];
  }
  for (int rank = 0; rank < static_cast<int>(places.size()); ++rank) {
    const Place& place = places[static_cast<std::size_t>(rank)];
    const int elected = groups.root(rank);
    const Place& leader = places[static_cast<std::size_t>(elected)];
    const Device& device = devices.at(elected);
    const int cpus = std::max(1, static_cast<int>(device.cpus.size()));
    // A leader with fewer threads than processors is under a quota, and more processors do not lift it.
    const bool capped = leader.threads < static_cast<int>(leader.cpus.size());
    const int threads = capped ? std::min(cpus, leader.threads) : cpus;
    election.cpusets.push_back(format_ranges(device.cpus));
    election.devices.push_back(host_device(place.host, election.cpusets.back()));
    election.threads.push_back(threads);
    election.shares.push_back(std::max(1, std::min(place.threads, threads / device.ranks)));
    election.host_participants.push_back(participants[place.host]);
  }
  return election;
}

}  // namespace gpubench
