#include "harness/topology/devices.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gpubench {
namespace {

using nvml::Link;

std::size_t count_links(const NvmlDevice& device, Link::Remote remote) {
  return static_cast<std::size_t>(
      std::count_if(device.links.begin(), device.links.end(),
                    [&](const Link& link) { return link.active && link.remote == remote; }));
}

Path path_of(unsigned level) {
  switch (level) {
    case nvml::kLevelInternal:
    case nvml::kLevelSingle:
      return Path::one_switch;
    case nvml::kLevelMultiple:
      return Path::switches;
    case nvml::kLevelHostBridge:
      return Path::host_bridge;
    case nvml::kLevelNode:
      return Path::node;
    case nvml::kLevelSystem:
      return Path::system;
    default:
      return Path::unknown;
  }
}

NvmlDevice read_device(const nvml::Library& library, nvml::Device device) {
  const nvml::Functions& functions = library.functions();
  NvmlDevice read;
  nvml::PciInfo pci{};
  const nvml::Code code = functions.pci_info(device, &pci);
  if (code != nvml::kSuccess) {
    read.state = library.error_text(code);
    return read;
  }
  read.bus = kernel_address(pci.bus_address);
  read.model = nvml::ask_text(functions.name, device).value_or("");
  read.links = nvml::read_links(functions, device);
  return read;
}

std::vector<NvmlDevice> all_devices(const HostTree& tree, const std::vector<NvmlDevice>& known,
                                    const std::optional<std::string>& no_nvml) {
  std::string unseen;
  if (no_nvml) unseen = no_nvml->empty() ? "the driver does not show it" : *no_nvml;
  std::vector<NvmlDevice> devices = known;
  for (const std::string& bus : tree.find_gpus()) {
    const auto same =
        std::find_if(known.begin(), known.end(), [&](const NvmlDevice& d) { return d.bus == bus; });
    if (same == known.end()) devices.push_back({bus, "", unseen, {}, {}});
  }
  return devices;
}

}  // namespace

std::vector<NvmlDevice> read_devices(const nvml::Library& library) {
  const nvml::Functions& functions = library.functions();
  const unsigned count = nvml::ask<unsigned>(functions.device_count).value_or(0);
  std::vector<nvml::Device> handles;
  for (unsigned index = 0; index < count; ++index)
    handles.push_back(nvml::ask<nvml::Device>(functions.device_at, index).value_or(nullptr));
  std::vector<NvmlDevice> devices;
  for (nvml::Device device : handles) {
    NvmlDevice& read = devices.emplace_back(read_device(library, device));
    for (nvml::Device other : handles) {
      const auto level = nvml::ask<unsigned>(functions.common_ancestor, device, other);
      read.paths.push_back(level ? path_of(*level) : Path::unknown);
    }
  }
  return devices;
}

unsigned links_between(const NvmlDevice& a, const NvmlDevice& b) {
  const auto direct = std::count_if(a.links.begin(), a.links.end(), [&](const Link& link) {
    return link.active && link.remote == Link::Remote::gpu && kernel_address(link.remote_bus) == b.bus;
  });
  if (direct > 0) return static_cast<unsigned>(direct);
  return static_cast<unsigned>(
      std::min(count_links(a, Link::Remote::nvswitch), count_links(b, Link::Remote::nvswitch)));
}

namespace {

Connection connection_between(const std::vector<NvmlDevice>& devices, std::size_t a, std::size_t b,
                              const HostTree& tree) {
  if (a == b) return {Path::self, 0};
  const unsigned links = links_between(devices[a], devices[b]);
  if (links > 0) return {Path::nvlink, links};
  const Path path = tree.path_between(devices[a].bus, devices[b].bus);
  if (path != Path::unknown || b >= devices[a].paths.size()) return {path, 0};
  return {devices[a].paths[b], 0};
}

}  // namespace

void add_devices(Topology& topology, const HostTree& tree, const std::vector<NvmlDevice>& known,
                 const std::optional<std::string>& no_nvml) {
  const auto devices = all_devices(tree, known, no_nvml);
  for (std::size_t i = 0; i < devices.size(); ++i) {
    DevicePlace place = tree.place_of(devices[i].bus);
    place.name = fmt::format("GPU{}", i);
    if (!devices[i].model.empty()) place.model = devices[i].model;
    place.links = nvml::links_text(devices[i].links).value_or("");
    place.state = devices[i].state;
    topology.devices.push_back(std::move(place));
    auto& row = topology.matrix.emplace_back();
    for (std::size_t j = 0; j < devices.size(); ++j) row.push_back(connection_between(devices, i, j, tree));
  }
  if (devices.empty()) {
    topology.no_devices = "no PCI device of NVIDIA";
    if (no_nvml && !no_nvml->empty()) topology.no_devices += "; " + *no_nvml;
  }
}

}  // namespace gpubench
