#include "harness/topology/show.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench {
namespace {

using results::Align;
using results::counted;
using results::sanitize;
using results::Table;

std::string size_text(Bytes size) {
  return fmt::format("{:.1f} GiB", static_cast<double>(size.count) / static_cast<double>((1_GiB).count));
}

/// Words, one a line, below a heading of the left column.
std::string section(const std::string& heading, const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i)
    text += fmt::format("{:<11} {}\n", i == 0 ? heading : "", lines[i]);
  return text;
}

std::vector<std::string> node_lines(const Topology& topology) {
  std::vector<std::string> lines;
  for (const NumaNode& node : topology.nodes) {
    std::string line =
        fmt::format("node {}: {}, processors {}", node.number, size_text(node.memory), node.cpus);
    if (node.distances.size() > 1) line += fmt::format(", distances {}", fmt::join(node.distances, " "));
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> interface_lines(const Topology& topology) {
  std::vector<std::string> lines;
  for (const Interface& interface : topology.interfaces) {
    lines.push_back(fmt::format("{} ({}{})", sanitize(interface.name), interface.kind,
                                interface.numa ? fmt::format(", node {}", *interface.numa) : ""));
  }
  return lines;
}

std::string device_table(const Topology& topology) {
  Table table({{"device"}, {"model"}, {"node", Align::right}, {"processors"}, {"nvlinks"}, {"state"}});
  for (const DevicePlace& device : topology.devices) {
    table.add_row({{device.name},
                   {sanitize(device.model)},
                   {device.numa ? fmt::format("{}", *device.numa) : ""},
                   {device.cpus},
                   {device.links},
                   {sanitize(device.state)}});
  }
  return table.render(0, false);
}

std::string matrix_table(const Topology& topology) {
  std::vector<results::Column> columns = {{""}};
  std::set<Path> used;
  for (const DevicePlace& device : topology.devices) columns.push_back({device.name});
  Table table(columns);
  for (std::size_t i = 0; i < topology.matrix.size(); ++i) {
    std::vector<results::Cell> cells = {{topology.devices[i].name}};
    for (const Connection& connection : topology.matrix[i]) {
      cells.push_back({to_text(connection)});
      used.insert(connection.path);
    }
    table.add_row(std::move(cells));
  }
  std::string text = table.render(0, false) + "\n";
  used.erase(Path::self);
  for (const Path path : used)
    text += fmt::format("{:<5} {}\n", path == Path::nvlink ? "NV#" : to_text(Connection{path, 0}),
                        meaning_of(path));
  return text;
}

template <class Value>
nlohmann::ordered_json value_or_null(const std::optional<Value>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

int end_of(const PairMatrix& pairs, std::size_t place) {
  return pairs.ends.empty() ? static_cast<int>(place) : pairs.ends[place];
}

}  // namespace

std::string topology_text(const Topology& topology) {
  std::string text;
  if (topology.threads > 0) {
    text += section("processors",
                    {fmt::format("{}, {}, {}{}", counted(topology.packages, "package"),
                                 counted(topology.cores, "core"), counted(topology.threads, "thread"),
                                 topology.processor.empty() ? "" : ": " + sanitize(topology.processor))});
  }
  text += section("memory", node_lines(topology));
  std::vector<std::string> caches;
  for (const CacheLevel& cache : topology.caches)
    caches.push_back(fmt::format("{} {} x {}", cache.name, format_size(cache.size), cache.count));
  if (!caches.empty()) text += section("caches", {fmt::format("{}", fmt::join(caches, ", "))});
  text += section("interfaces", interface_lines(topology));
  if (topology.devices.empty()) return text + section("devices", {"none: " + sanitize(topology.no_devices)});
  return fmt::format("{}{}{}\n{}", text, text.empty() ? "" : "\n", device_table(topology),
                     matrix_table(topology));
}

nlohmann::ordered_json topology_json(const Topology& topology) {
  nlohmann::ordered_json json = {{"packages", topology.packages},
                                 {"cores", topology.cores},
                                 {"threads", topology.threads},
                                 {"processor", topology.processor}};
  auto& nodes = json["nodes"] = nlohmann::ordered_json::array();
  for (const NumaNode& node : topology.nodes) {
    nodes.push_back({{"number", node.number},
                     {"memory_bytes", node.memory.count},
                     {"cpus", node.cpus},
                     {"distances", node.distances}});
  }
  auto& caches = json["caches"] = nlohmann::ordered_json::array();
  for (const CacheLevel& cache : topology.caches)
    caches.push_back({{"name", cache.name}, {"size_bytes", cache.size.count}, {"count", cache.count}});
  auto& interfaces = json["interfaces"] = nlohmann::ordered_json::array();
  for (const Interface& interface : topology.interfaces)
    interfaces.push_back(
        {{"name", interface.name}, {"kind", interface.kind}, {"node", value_or_null(interface.numa)}});
  auto& devices = json["devices"] = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < topology.devices.size(); ++i) {
    const DevicePlace& device = topology.devices[i];
    auto reaches = nlohmann::ordered_json::array();
    for (const Connection& connection : topology.matrix[i]) reaches.push_back(to_text(connection));
    devices.push_back({{"name", device.name},
                       {"model", device.model},
                       {"node", value_or_null(device.numa)},
                       {"cpus", device.cpus},
                       {"nvlinks", device.links},
                       {"state", device.state},
                       {"reaches", reaches}});
  }
  if (topology.devices.empty()) json["no_devices"] = topology.no_devices;
  return json;
}

std::string pairs_text(const PairMatrix& pairs) {
  std::vector<results::Column> columns = {{"GB/s"}};
  for (std::size_t rank = 0; rank < pairs.rates.size(); ++rank)
    columns.push_back({fmt::format("to {}", end_of(pairs, rank)), Align::right});
  Table table(columns);
  for (std::size_t from = 0; from < pairs.rates.size(); ++from) {
    std::vector<results::Cell> cells = {{fmt::format("{} {}", pairs.end, end_of(pairs, from))}};
    for (std::size_t to = 0; to < pairs.rates.size(); ++to) {
      const auto& rate = pairs.rates[from][to];
      cells.push_back({rate ? fmt::format("{:.2f}", *rate / 1e9) : from == to ? "-" : "WRONG"});
    }
    table.add_row(std::move(cells));
  }
  const std::string size = format_size(pairs.message_size);
  std::string text =
      fmt::format("{}\n{}; {}, median of several times.\n", table.render(0, false), pairs.memory,
                  pairs.messages == 1 ? fmt::format("{} at a time", size)
                                      : fmt::format("{} messages of {} at once", pairs.messages, size));
  const int hosts = 1 + *std::max_element(pairs.hosts.begin(), pairs.hosts.end());
  if (hosts == 1) return text + fmt::format("All {}s share one host.\n", pairs.end);
  for (int host = 0; host < hosts; ++host) {
    std::vector<int> ends;
    for (std::size_t rank = 0; rank < pairs.hosts.size(); ++rank) {
      if (pairs.hosts[rank] == host) ends.push_back(end_of(pairs, rank));
    }
    text += fmt::format("host {}: {}s {}\n", host, pairs.end, fmt::join(ends, " "));
  }
  return text;
}

nlohmann::ordered_json pairs_json(const PairMatrix& pairs) {
  auto rates = nlohmann::ordered_json::array();
  for (const auto& row : pairs.rates) {
    auto cells = nlohmann::ordered_json::array();
    for (const auto& rate : row) cells.push_back(value_or_null(rate));
    rates.push_back(std::move(cells));
  }
  auto ends = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < pairs.rates.size(); ++i) ends.push_back(end_of(pairs, i));
  return {{"bytes_per_second", rates},  {"hosts", pairs.hosts},
          {"wrong", pairs.wrong},       {"message_bytes", pairs.message_size.count},
          {"messages", pairs.messages}, {"memory", pairs.memory},
          {"end", pairs.end},           {"ends", ends}};
}

}  // namespace gpubench
