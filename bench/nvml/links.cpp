#include "bench/nvml/links.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gpubench::nvml {

std::vector<Link> read_links(const Functions& functions, Device device) {
  std::vector<Link> links;
  for (unsigned number = 0; number < kLinksMax; ++number) {
    const auto active = ask<unsigned>(functions.link_state, device, number);
    if (!active) continue;  // NVML has no count: a link that is not there is an invalid argument
    Link link{.number = number, .active = *active != 0, .version = {}, .remote_bus = {}};
    if (link.active) {
      link.version = ask<unsigned>(functions.link_version, device, number);
      const auto type = ask<unsigned>(functions.link_remote_type, device, number);
      if (type == kRemoteGpu) link.remote = Link::Remote::gpu;
      if (type == kRemoteSwitch) link.remote = Link::Remote::nvswitch;
      if (const auto remote = ask<PciInfo>(functions.link_remote, device, number))
        link.remote_bus = remote->bus_address;
    }
    links.push_back(std::move(link));
  }
  return links;
}

std::optional<std::string> links_text(const std::vector<Link>& links) {
  if (links.empty()) return std::nullopt;
  std::vector<unsigned> down;
  for (const Link& link : links) {
    if (!link.active) down.push_back(link.number);
  }
  const std::string count = fmt::format("{} of {} active", links.size() - down.size(), links.size());
  return down.empty() ? count : fmt::format("{}, down: {}", count, fmt::join(down, " "));
}

}  // namespace gpubench::nvml
