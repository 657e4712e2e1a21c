/// Devices: every kind of device a run needs, as all its ranks see them, and this rank's own.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "harness/catalogue.hpp"
#include "harness/device_election.hpp"
#include "harness/machine.hpp"
#include "harness/place.hpp"
#include "results/model.hpp"

namespace gpubench {

/// What planning may know of the devices that were elected: the least over them. Of free memory an eighth
/// stays back: workspaces and buffers of the vendor's libraries, contexts of other ranks on the same device,
/// and what falls between allocations. Throws std::invalid_argument where nobody was elected.
Machine machine_of(const DeviceElection& election, const std::vector<SeenDevices>& seen);

/// Of one of them, in a world of so many ranks.
Machine machine_of(const DeviceInfo& device, int ranks);

/// One line of JSON, for gathering what ranks see.
std::string to_text(const SeenDevices& seen);
/// Throws std::invalid_argument where the text is none.
SeenDevices seen_devices_from_text(const std::string& text);

class Devices {
 public:
  /// Devices of one kind. The module of a backend's name provides them.
  struct Kind {
    std::unique_ptr<DeviceProvider> provider;  ///< Null where this rank has no device of the kind.
    DeviceElection election;
    int own_index = -1;               ///< This rank's, of election.indices.
    std::vector<std::string> models;  ///< Of the rank's device, by world rank; empty where it has none.
  };

  /// Opens the modules that provide the entries' backends, host apart. Collective; throws nothing that one
  /// rank alone meets: where there is no module or no device, machines() says why.
  static Devices open(World& world, Catalogue& catalogue, const std::vector<CatalogueEntry*>& entries,
                      const std::vector<Place>& places, const Machine& host);

  /// What planning chooses from.
  const Machines& machines() const { return machines_; }

  /// Null where nobody measures on such devices.
  const Kind* find(const std::string& backend) const;
  Kind* find(const std::string& backend);
  /// Which device this rank took and whether another rank measures it (scope run), and what its provider
  /// tells of it (scope device). own: the job's processes on this rank's host.
  std::vector<results::Fact> facts(int rank, const JobProcesses& own);

 private:
  Machines machines_{Machine{}};
  std::map<std::string, Kind> kinds_;
};

}  // namespace gpubench
