/// Election: which ranks measure host devices, and how many threads each rank may use.
#pragma once
#include <string>
#include <vector>

#include "harness/place.hpp"

namespace gpubench {

/// The same on all ranks, since all make it from the same places. Vectors other than participants are by
/// world rank.
struct Election {
  std::vector<int>
      participants;  ///< The elected ranks, ascending: one for each device, the lowest of its ranks.
  std::vector<std::string>
      devices;  ///< The device a rank belongs to: a digest of host and all the device's processors.
  std::vector<std::string> cpusets;  ///< The processors of that device: the union of its ranks' cpusets.
  std::vector<int>
      threads;  ///< Of the device's elected rank when it measures alone: all of them, but its quota.
  std::vector<int> shares;  ///< Of a rank when all measure: processors / ranks of its device, at least 1.
  std::vector<int> host_participants;  ///< Participants on a rank's host: who shares that host's memory.
};

/// On each host, ranks whose cpusets overlap, directly or through others, form one device.
/// Throws std::invalid_argument where there is no place.
Election hold_election(const std::vector<Place>& places);

}  // namespace gpubench
