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

NvmlDevice read_device(const nvml::Library& library, unsigned index) {
  const nvml::Functions& functions = library.functions();
  NvmlDevice read;
  nvml::Device device = nullptr;
  nvml::PciInfo pci{};
  nvml::Code code = functions.device_at(index, &device);
  if (code == nvml::kSuccess) code = functions.pci_info(device, &pci);
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
    if (same == known.end()) devices.push_back({bus, "", unseen, {}});
  }
  return devices;
}

}  // namespace

std::vector<NvmlDevice> read_devices(const nvml::Library& library) {
  std::vector<NvmlDevice> devices;
  const unsigned count = nvml::ask<unsigned>(library.functions().device_count).value_or(0);
  for (unsigned index = 0; index < count; ++index) devices.push_back(read_device(library, index));
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
    for (std::size_t j = 0; j < devices.size(); ++j) {
      const unsigned links = i == j ? 0 : links_between(devices[i], devices[j]);
      if (i == j)
        row.push_back({Path::self, 0});
      else if (links > 0)
        row.push_back({Path::nvlink, links});
      else
        row.push_back({tree.path_between(devices[i].bus, devices[j].bus), 0});
    }
  }
  if (devices.empty()) {
    topology.no_devices = "no PCI device of NVIDIA";
    if (no_nvml && !no_nvml->empty()) topology.no_devices += "; " + *no_nvml;
  }
}

}  // namespace gpubench
