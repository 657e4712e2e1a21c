/// Topology: what a host is made of, where its devices sit, and how each reaches the others.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/api/units.hpp"

namespace gpubench {

/// How two devices of a host reach each other, the nearest first; the words of `nvidia-smi topo -m`.
enum class Path {
  self,         ///< X
  nvlink,       ///< NV<links>
  one_switch,   ///< PIX: at most one PCIe bridge on either side
  switches,     ///< PXB: several PCIe bridges, no host bridge
  host_bridge,  ///< PHB: through one host bridge
  node,         ///< NODE: through several host bridges of one NUMA node
  system,       ///< SYS: through the interconnect between NUMA nodes
  unknown,      ///< ?
};

struct Connection {
  Path path = Path::unknown;
  unsigned links = 0;  ///< Of Path::nvlink; 0: not told.
  friend bool operator==(const Connection&, const Connection&) = default;
};

/// "NV18", "PIX", "X", "?".
std::string to_text(const Connection& connection);
/// Throws std::invalid_argument where the text is no connection.
Connection connection_from_text(const std::string& text);
/// "through one PCIe host bridge"
std::string meaning_of(Path path);

struct NumaNode {
  int number = 0;
  Bytes memory;
  std::string cpus;  ///< "0-7,16-23"
  std::vector<unsigned>
      distances;  ///< To each node in the order of the list; the node's own is 10. Empty: not told.
};

struct CacheLevel {
  std::string name;  ///< "L2", "L1d"
  Bytes size;        ///< Of one.
  int count = 0;
};

struct Interface {
  std::string name;  ///< "eth0", "mlx5_0"
  std::string kind;  ///< "network", "fabric"
  std::optional<int> numa;
};

struct DevicePlace {
  std::string name;  ///< "GPU0"
  std::string model;
  std::optional<int> numa;
  std::string cpus;   ///< Near it; empty: not told.
  std::string links;  ///< "18 of 18 active"; empty: none, or not told.
  std::string state;  ///< What keeps it from being used ("GPU is lost"); else empty.
};

struct Topology {
  int packages = 0, cores = 0, threads = 0;
  std::string processor;  ///< Model; empty: not told.
  std::vector<NumaNode> nodes;
  std::vector<CacheLevel> caches;
  std::vector<Interface> interfaces;
  std::vector<DevicePlace> devices;
  std::vector<std::vector<Connection>> matrix;  ///< [device][device]
  std::string no_devices;                       ///< Why there is none; empty where there are some.
};

}  // namespace gpubench
