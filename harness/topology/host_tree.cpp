#include "harness/topology/host_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "results/error.hpp"

namespace gpubench {
namespace {

constexpr unsigned kNvidia = 0x10de;
constexpr unsigned kDisplayClass = 0x03;  // PCI code and ID assignment: 0300 VGA, 0302 3D controller

/// Objects of one type, in hwloc's order.
std::vector<hwloc_obj_t> objects(hwloc_topology_t tree, hwloc_obj_type_t type) {
  std::vector<hwloc_obj_t> found;
  for (hwloc_obj_t object = nullptr; (object = hwloc_get_next_obj_by_type(tree, type, object)) != nullptr;)
    found.push_back(object);
  return found;
}

std::string range_text(hwloc_const_bitmap_t set) {
  if (set == nullptr) return "";
  std::string text(static_cast<std::size_t>(hwloc_bitmap_list_snprintf(nullptr, 0, set)) + 1, '\0');
  hwloc_bitmap_list_snprintf(text.data(), text.size(), set);
  text.pop_back();
  return text;
}

/// The node, where the object belongs to one only.
std::optional<int> only_node(hwloc_obj_t object) {
  if (object == nullptr || object->nodeset == nullptr || hwloc_bitmap_weight(object->nodeset) != 1)
    return std::nullopt;
  return hwloc_bitmap_first(object->nodeset);
}

std::string address_of(hwloc_obj_t device) {
  const auto& pci = device->attr->pcidev;
  return fmt::format("{:04x}:{:02x}:{:02x}.{:x}", pci.domain, pci.bus, pci.dev, pci.func);
}

bool is_host_bridge(hwloc_obj_t object) {
  return object->type == HWLOC_OBJ_BRIDGE && object->attr->bridge.upstream_type == HWLOC_OBJ_BRIDGE_HOST;
}

std::vector<NumaNode> describe_nodes(hwloc_topology_t tree) {
  std::vector<NumaNode> nodes;
  const auto found = objects(tree, HWLOC_OBJ_NUMANODE);
  for (hwloc_obj_t object : found) {
    nodes.push_back({static_cast<int>(object->os_index),
                     Bytes{object->attr->numanode.local_memory},
                     range_text(object->cpuset),
                     {}});
  }
  unsigned count = 1;
  hwloc_distances_s* distances = nullptr;
  if (hwloc_distances_get_by_type(tree, HWLOC_OBJ_NUMANODE, &count, &distances,
                                  HWLOC_DISTANCES_KIND_MEANS_LATENCY, 0) != 0 ||
      count == 0)
    return nodes;
  for (std::size_t from = 0; distances->nbobjs == nodes.size() && from < nodes.size(); ++from) {
    for (std::size_t to = 0; to < nodes.size(); ++to) {
      const int row = hwloc_distances_obj_index(distances, found[from]);
      const int column = hwloc_distances_obj_index(distances, found[to]);
      if (row < 0 || column < 0) break;
      nodes[from].distances.push_back(static_cast<unsigned>(
          distances->values[static_cast<unsigned>(row) * distances->nbobjs + static_cast<unsigned>(column)]));
    }
  }
  hwloc_distances_release(tree, distances);
  return nodes;
}

std::vector<CacheLevel> describe_caches(hwloc_topology_t tree) {
  std::vector<CacheLevel> caches;
  for (const auto& [type, name] : {std::pair{HWLOC_OBJ_L1CACHE, "L1d"}, std::pair{HWLOC_OBJ_L2CACHE, "L2"},
                                   std::pair{HWLOC_OBJ_L3CACHE, "L3"}}) {
    for (hwloc_obj_t object : objects(tree, type)) {
      const Bytes size{object->attr->cache.size};
      const auto same =
          std::find_if(caches.begin(), caches.end(), [&, wanted = std::string(name)](const CacheLevel& c) {
            return c.name == wanted && c.size == size;
          });
      if (same != caches.end())
        ++same->count;
      else
        caches.push_back({name, size, 1});
    }
  }
  return caches;
}

std::vector<Interface> describe_interfaces(hwloc_topology_t tree) {
  std::vector<Interface> interfaces;
  for (hwloc_obj_t object : objects(tree, HWLOC_OBJ_OS_DEVICE)) {
    const auto type = object->attr->osdev.type;
    if (object->name == nullptr || (type != HWLOC_OBJ_OSDEV_NETWORK && type != HWLOC_OBJ_OSDEV_OPENFABRICS))
      continue;
    interfaces.push_back({object->name, type == HWLOC_OBJ_OSDEV_NETWORK ? "network" : "fabric",
                          only_node(hwloc_get_non_io_ancestor_obj(tree, object))});
  }
  return interfaces;
}

/// From the object up to the host bridge, or the last ancestor that does I/O.
std::vector<hwloc_obj_t> way_up(hwloc_obj_t object) {
  std::vector<hwloc_obj_t> way;
  for (; object != nullptr && (object->type == HWLOC_OBJ_PCI_DEVICE || object->type == HWLOC_OBJ_BRIDGE);
       object = object->parent)
    way.push_back(object);
  return way;
}

}  // namespace

Topology HostTree::describe() const {
  Topology topology;
  const auto packages = objects(tree_.get(), HWLOC_OBJ_PACKAGE);
  topology.packages = static_cast<int>(packages.size());
  topology.cores = static_cast<int>(objects(tree_.get(), HWLOC_OBJ_CORE).size());
  topology.threads = static_cast<int>(objects(tree_.get(), HWLOC_OBJ_PU).size());
  if (!packages.empty()) {
    const char* model = hwloc_obj_get_info_by_name(packages.front(), "CPUModel");
    if (model != nullptr) topology.processor = model;
  }
  topology.nodes = describe_nodes(tree_.get());
  topology.caches = describe_caches(tree_.get());
  topology.interfaces = describe_interfaces(tree_.get());
  return topology;
}

std::vector<std::string> HostTree::find_gpus() const {
  std::vector<std::string> addresses;
  for (hwloc_obj_t device : objects(tree_.get(), HWLOC_OBJ_PCI_DEVICE)) {
    const auto& pci = device->attr->pcidev;
    if (pci.vendor_id == kNvidia && pci.class_id >> 8 == kDisplayClass)
      addresses.push_back(address_of(device));
  }
  std::sort(addresses.begin(), addresses.end());
  return addresses;
}

DevicePlace HostTree::place_of(const std::string& bus) const {
  DevicePlace place;
  hwloc_obj_t device = find(bus);
  if (device == nullptr) return place;
  if (device->name != nullptr) place.model = device->name;
  hwloc_obj_t near = hwloc_get_non_io_ancestor_obj(tree_.get(), device);
  place.numa = only_node(near);
  if (near != nullptr) place.cpus = range_text(near->cpuset);
  return place;
}

Path HostTree::path_between(const std::string& a, const std::string& b) const {
  hwloc_obj_t first = find(a), second = find(b);
  if (first == nullptr || second == nullptr) return Path::unknown;
  if (first == second) return Path::self;
  const auto up_a = way_up(first), up_b = way_up(second);
  const auto meeting = std::find_first_of(up_a.begin(), up_a.end(), up_b.begin(), up_b.end());
  if (meeting == up_a.end()) {
    const auto node_a = only_node(hwloc_get_non_io_ancestor_obj(tree_.get(), first));
    const auto node_b = only_node(hwloc_get_non_io_ancestor_obj(tree_.get(), second));
    if (node_a && node_b) return *node_a == *node_b ? Path::node : Path::system;
    return objects(tree_.get(), HWLOC_OBJ_NUMANODE).size() == 1 ? Path::node : Path::system;
  }
  if (is_host_bridge(*meeting)) return Path::host_bridge;
  // Between a device and the bridge where the ways meet, itself left out.
  const auto bridges_a = meeting - up_a.begin() - 1;
  const auto bridges_b = std::find(up_b.begin(), up_b.end(), *meeting) - up_b.begin() - 1;
  return std::max(bridges_a, bridges_b) <= 1 ? Path::one_switch : Path::switches;
}

HostTree HostTree::of_this_machine() {
  return HostTree(std::filesystem::path());
}
HostTree HostTree::of_file(const std::filesystem::path& xml) {
  return HostTree(xml);
}

HostTree::HostTree(const std::filesystem::path& xml) {
  hwloc_topology_t raw = nullptr;
  if (hwloc_topology_init(&raw) != 0) throw std::runtime_error("hwloc: hwloc_topology_init failed");
  tree_.reset(raw);
  hwloc_topology_set_io_types_filter(raw, HWLOC_TYPE_FILTER_KEEP_ALL);
  const bool good =
      (xml.empty() || hwloc_topology_set_xml(raw, xml.c_str()) == 0) && hwloc_topology_load(raw) == 0;
  if (good) return;
  if (xml.empty()) throw std::runtime_error("hwloc: hwloc_topology_load failed");
  throw results::DataError(
      fmt::format("{}: no topology in hwloc's XML: write it with lstopo FILE.xml", xml.string()));
}

hwloc_obj_t HostTree::find(const std::string& bus) const {
  return hwloc_get_pcidev_by_busidstring(tree_.get(), bus.c_str());
}

std::string kernel_address(const std::string& bus) {
  std::string lower = bus.size() == 16 ? bus.substr(4) : bus;  // its domain has eight digits
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

}  // namespace gpubench
