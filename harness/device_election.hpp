/// DeviceElection: which device of a kind each rank takes, and who measures it.
#pragma once
#include <string>
#include <vector>

#include "bench/api/devices.hpp"

namespace gpubench {

/// The devices of one kind as one rank's process sees them.
struct SeenDevices {
  std::string host;  ///< As Place has it: ranks of one host share its devices.
  std::vector<DeviceInfo> devices;
  std::string reason;  ///< Why there are none.
};

/// The same on all ranks, since all make it from the same views. Vectors other than participants are by world
/// rank.
struct DeviceElection {
  std::vector<int> participants;  ///< The elected ranks, ascending: one for each distinct device.
  std::vector<int> indices;       ///< The rank's device as its process counts them; -1 where it has none.
  std::vector<std::string> identities;  ///< Of that device; empty where the rank has none.
  std::vector<int> elected;             ///< Who measures that device; -1 where the rank has none.
  std::string reason;                   ///< Why nobody measures; empty where somebody does.
};

/// A rank takes, of the devices it sees, the one of its place among its host's ranks, counted round. So each
/// process having all of a host's devices in view, or just one of them (CUDA_VISIBLE_DEVICES set by the
/// launcher), comes to the same. Of the ranks whose device has one identity the lowest is elected.
DeviceElection elect_devices(const std::vector<SeenDevices>& seen);

}  // namespace gpubench
