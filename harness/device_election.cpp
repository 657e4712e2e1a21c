#include "harness/device_election.hpp"

#include <map>

namespace gpubench {

DeviceElection elect_devices(const std::vector<SeenDevices>& seen) {
  DeviceElection election;
  std::map<std::string, std::size_t> places;  // taken so far on each host
  std::map<std::string, int> measured_by;     // identity -> rank
  for (std::size_t rank = 0; rank < seen.size(); ++rank) {
    const SeenDevices& view = seen[rank];
    const std::size_t place = places[view.host]++;
    if (view.devices.empty()) {
      election.indices.push_back(-1);
      election.identities.emplace_back();
      election.elected.push_back(-1);
      continue;
    }
    const DeviceInfo& device = view.devices[place % view.devices.size()];
    const auto [entry, first] = measured_by.try_emplace(device.identity, static_cast<int>(rank));
    if (first) election.participants.push_back(static_cast<int>(rank));
    election.indices.push_back(device.index);
    election.identities.push_back(device.identity);
    election.elected.push_back(entry->second);
  }
  if (election.participants.empty()) election.reason = seen.empty() ? "no rank" : seen.front().reason;
  return election;
}

}  // namespace gpubench
