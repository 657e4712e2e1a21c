#include "harness/topology/topology.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>
#include <utility>

namespace gpubench {
namespace {

constexpr std::pair<Path, const char*> kWords[] = {
    {Path::self, "X"},    {Path::one_switch, "PIX"}, {Path::switches, "PXB"}, {Path::host_bridge, "PHB"},
    {Path::node, "NODE"}, {Path::system, "SYS"},     {Path::unknown, "?"}};

}  // namespace

std::string to_text(const Connection& connection) {
  for (const auto& [path, word] : kWords) {
    if (path == connection.path) return word;
  }
  return fmt::format("NV{}", connection.links);
}

Connection connection_from_text(const std::string& text) {
  for (const auto& [path, word] : kWords) {
    if (text == word) return {path, 0};
  }
  unsigned links = 0;
  const char* end = text.data() + text.size();
  if (text.starts_with("NV")) {
    const auto [rest, error] = std::from_chars(text.data() + 2, end, links);
    if (error == std::errc() && rest == end && links > 0) return {Path::nvlink, links};
  }
  throw std::invalid_argument(fmt::format("'{}' is no connection of devices", text));
}

std::string meaning_of(Path path) {
  switch (path) {
    case Path::self:
      return "the device itself";
    case Path::nvlink:
      return "so many NVLinks, direct or through NVSwitch";
    case Path::one_switch:
      return "at most one PCIe bridge on either side";
    case Path::switches:
      return "several PCIe bridges, no host bridge";
    case Path::host_bridge:
      return "through one PCIe host bridge";
    case Path::node:
      return "through several host bridges of one NUMA node";
    case Path::system:
      return "through the interconnect between NUMA nodes";
    case Path::unknown:
      return "not told";
  }
  return "not told";
}

}  // namespace gpubench
