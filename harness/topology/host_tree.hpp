/// HostTree: a host's own tree of packages, caches, bridges and devices, by hwloc, with I/O devices kept.
#pragma once
#include <hwloc.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "harness/topology/topology.hpp"

namespace gpubench {

class HostTree {
 public:
  /// This machine's. Throws std::runtime_error where hwloc can't tell.
  static HostTree of_this_machine();
  /// That of a file written by `lstopo file.xml` on any machine. Throws results::DataError where it is none.
  static HostTree of_file(const std::filesystem::path& xml);

  /// Processors, NUMA nodes with distances, caches and network interfaces; no devices.
  Topology describe() const;

  /// PCI addresses "0000:1b:00.0" of NVIDIA's display and 3D controllers, ascending.
  std::vector<std::string> find_gpus() const;
  /// NUMA node and near processors of the device at that address; nothing told where the tree has no such
  /// device.
  DevicePlace place_of(const std::string& bus) const;
  Path path_between(const std::string& a, const std::string& b) const;

 private:
  struct Deleter {
    void operator()(hwloc_topology_t tree) const { hwloc_topology_destroy(tree); }
  };
  explicit HostTree(const std::filesystem::path& xml);
  hwloc_obj_t find(const std::string& bus) const;

  std::unique_ptr<hwloc_topology, Deleter> tree_;
};

/// "00000000:1B:00.0", as NVML writes an address, as the kernel does: "0000:1b:00.0".
std::string kernel_address(const std::string& bus);

}  // namespace gpubench
