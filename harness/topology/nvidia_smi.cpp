#include "harness/topology/nvidia_smi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <stdexcept>

#include "harness/system_files.hpp"

namespace gpubench {
namespace {

/// The heading is underlined by terminal escapes, also in a file.
std::string without_escapes(std::string_view text) {
  static const std::regex escape("\x1b\\[[0-9;]*m");
  return std::regex_replace(std::string(text), escape, "");
}

/// Cells stand between tabs.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  while (true) {
    const auto tab = line.find('\t');
    cells.emplace_back(trim(line.substr(0, tab)));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

bool is_gpu(const std::string& name) {
  return name.size() > 3 && name.starts_with("GPU") &&
         std::all_of(name.begin() + 3, name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The heading's cell of that name; the first cell of a line names the line.
std::size_t column_of(const std::vector<std::string>& heading, std::string_view name) {
  return static_cast<std::size_t>(std::find(heading.begin(), heading.end(), name) - heading.begin());
}

DevicePlace place_of(const std::vector<std::string>& heading, const std::vector<std::string>& cells) {
  DevicePlace place;
  place.name = cells.front();
  const std::size_t cpus = column_of(heading, "CPU Affinity"), numa = column_of(heading, "NUMA Affinity");
  if (cpus < cells.size() && cells[cpus] != "N/A") place.cpus = cells[cpus];
  // Several nodes ("0-1") mean that the device is near no single one.
  if (numa < cells.size() && !cells[numa].empty() && cells[numa].size() < 4 &&
      std::all_of(cells[numa].begin(), cells[numa].end(), [](char c) { return c >= '0' && c <= '9'; }))
    place.numa = std::stoi(cells[numa]);
  return place;
}

std::vector<Connection> connections_of(const std::vector<std::string>& heading,
                                       const std::vector<std::string>& cells) {
  std::vector<Connection> row;
  for (std::size_t column = 1; column < heading.size(); ++column) {
    if (!is_gpu(heading[column])) continue;
    if (column >= cells.size())
      throw std::invalid_argument(
          fmt::format("nvidia-smi topo -m: {} has no column {}", cells.front(), heading[column]));
    row.push_back(connection_from_text(cells[column]));
  }
  return row;
}

}  // namespace

SmiTopology parse_smi_topology(std::string_view text) {
  const std::string plain = without_escapes(text);
  SmiTopology topology;
  std::vector<std::string> heading;
  for (const std::string_view line : split_lines(plain)) {
    const auto cells = cells_of(line);
    if (heading.empty()) {
      if (cells.size() > 1 && cells[0].empty() && is_gpu(cells[1])) heading = cells;
    } else if (is_gpu(cells.front())) {
      topology.devices.push_back(place_of(heading, cells));
      topology.matrix.push_back(connections_of(heading, cells));
    }
  }
  if (heading.empty())
    throw std::invalid_argument("nvidia-smi topo -m: no line of columns GPU0, GPU1, ... between tabs");
  const auto columns = static_cast<std::size_t>(std::count_if(heading.begin(), heading.end(), is_gpu));
  if (topology.devices.size() != columns) {
    throw std::invalid_argument(
        fmt::format("nvidia-smi topo -m: {} columns of devices and {} lines: a part is missing", columns,
                    topology.devices.size()));
  }
  return topology;
}

std::vector<SmiLinks> parse_smi_links(std::string_view text) {
  static const std::regex device(R"(GPU (\d{1,4}): (.*?)( \(UUID: .*\))?)");
  static const std::regex link(R"(Link (\d{1,3}): (?:(\d{1,6}(?:\.\d{1,6})?) GB/s|<inactive>))");
  std::vector<SmiLinks> devices;
  for (const std::string_view raw : split_lines(text)) {
    const std::string line(trim(raw));
    std::smatch match;
    if (line.empty()) continue;
    if (std::regex_match(line, match, device)) {
      devices.push_back({"GPU" + match.str(1), match.str(2), {}});
    } else if (!devices.empty() && std::regex_match(line, match, link)) {
      auto& speeds = devices.back().speeds_gbps;
      if (std::stoul(match.str(1)) != speeds.size())
        throw std::invalid_argument(
            fmt::format("nvidia-smi nvlink -s: {} has no link {}", devices.back().name, speeds.size()));
      speeds.push_back(match[2].matched ? std::stod(match.str(2)) : 0.0);
    } else {
      throw std::invalid_argument(fmt::format("nvidia-smi nvlink -s: neither device nor link: '{}'", line));
    }
  }
  return devices;
}

void add_links(std::vector<DevicePlace>& devices, const std::vector<SmiLinks>& links) {
  for (const SmiLinks& known : links) {
    const auto device = std::find_if(devices.begin(), devices.end(),
                                     [&](const DevicePlace& d) { return d.name == known.name; });
    if (device == devices.end())
      throw std::invalid_argument(fmt::format("nvidia-smi nvlink -s: {} is not in the matrix", known.name));
    device->model = known.model;
    const auto active =
        std::count_if(known.speeds_gbps.begin(), known.speeds_gbps.end(), [](double s) { return s > 0; });
    if (!known.speeds_gbps.empty())
      device->links = fmt::format("{} of {} active", active, known.speeds_gbps.size());
  }
}

}  // namespace gpubench
