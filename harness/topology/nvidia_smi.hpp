/// nvidia-smi's tables, as texts: another source of devices and their links, for a machine one is not on.
#pragma once
#include <string_view>
#include <vector>

#include "harness/topology/topology.hpp"

namespace gpubench {

/// What `nvidia-smi topo -m` printed: devices with their processors and NUMA node, and the matrix between
/// them. Columns of network interfaces are passed over. Throws std::invalid_argument where the text is no
/// such table: the line says what is wrong.
struct SmiTopology {
  std::vector<DevicePlace> devices;
  std::vector<std::vector<Connection>> matrix;
};
SmiTopology parse_smi_topology(std::string_view text);

/// What `nvidia-smi nvlink -s` printed: for each device its model and its links' speeds in 1e9 byte/s, 0
/// where a link is inactive. UUIDs are not kept. Throws std::invalid_argument where a line is neither device
/// nor link.
struct SmiLinks {
  std::string name;  ///< "GPU0"
  std::string model;
  std::vector<double> speeds_gbps;
};
std::vector<SmiLinks> parse_smi_links(std::string_view text);

/// Adds model and state of links to the devices of the same name.
void add_links(std::vector<DevicePlace>& devices, const std::vector<SmiLinks>& links);

}  // namespace gpubench
