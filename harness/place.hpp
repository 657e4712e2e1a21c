/// Place: where a rank runs: its host, its cpuset, and how many threads it may use there.
#pragma once
#include <string>
#include <vector>

#include "harness/system_files.hpp"

namespace gpubench {

class World;

/// Private by default: host and device are digests, never names.
struct Place {
  std::string
      host;  ///< First 12 hex digits of the SHA-256 of the boot id: equal in all containers of a host.
  std::string
      device;  ///< Likewise of boot id and cpuset, as this rank alone sees it; Election gives the shared one.
  std::string cpuset;     ///< "0-7,16-23"
  std::vector<int> cpus;  ///< The same as numbers, ascending.
  int cpu = -1;           ///< Where it ran when asked; -1 unknown.
  int threads =
      1;  ///< Processors of the cpuset, capped by the cgroups' quota (rounded up) and OpenMP's limit.
  friend bool operator==(const Place&, const Place&) = default;
};

/// This process's place, by sched_getaffinity. Call it before a runtime binds its threads.
/// Throws std::system_error where the kernel does not tell the affinity.
Place find_place(const SystemFiles& files = SystemFiles());

/// The place of a process that may run on these processors, as find_place makes it.
Place make_place(const SystemFiles& files, std::vector<int> cpus, int cpu);

/// First 12 hex digits of a SHA-256: the identity of the device that these processors of a host make.
std::string host_device(const std::string& host, const std::string& cpuset);

/// One line of JSON, for gathering places over ranks.
std::string to_text(const Place& place);
/// Throws std::invalid_argument where the text is no place.
Place place_from_text(const std::string& text);

/// Of every rank, in their order. All ranks call it.
std::vector<Place> gather_places(World& world);

}  // namespace gpubench
