/// Devices: NVIDIA's on this host: where the tree and NVML say they are, and how they reach each other.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/nvml/library.hpp"
#include "bench/nvml/links.hpp"
#include "harness/topology/host_tree.hpp"

namespace gpubench {

/// What NVML tells of one device.
struct NvmlDevice {
  std::string bus;  ///< "0000:1b:00.0"
  std::string model;
  std::string state;  ///< "GPU is lost"; else empty.
  std::vector<nvml::Link> links;
  std::vector<Path> paths;  ///< To each device of the list, as NVML tells them; empty: not told.
};

/// In NVML's order, which is that of their addresses.
std::vector<NvmlDevice> read_devices(const nvml::Library& library);

/// NVLinks between two devices: those from one to the other; else, where both end at switches, the fewer of
/// both.
unsigned links_between(const NvmlDevice& a, const NvmlDevice& b);

/// Adds to the topology the devices of the tree and those of NVML, which may see some the tree does not (a
/// container may hide /sys), with their matrix: links first, then the tree, then NVML. no_nvml: why NVML is
/// not there, empty where it is; nothing where it can't be asked, since the tree is another machine's.
void add_devices(Topology& topology, const HostTree& tree, const std::vector<NvmlDevice>& known,
                 const std::optional<std::string>& no_nvml);

}  // namespace gpubench
