#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "bench/host/backend.hpp"
#include "harness/job_world.hpp"
#include "harness/place.hpp"
#include "harness/program_catalogue.hpp"
#include "harness/solo_world.hpp"
#include "harness/topology/device_pairs.hpp"
#include "harness/topology/devices.hpp"
#include "harness/topology/nvidia_smi.hpp"
#include "harness/topology/show.hpp"
#include "harness/verbs.hpp"
#include "results/json.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using results::ExitCode;

std::string read_captured(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    throw results::InputError(fmt::format("{}: can't be read, or is empty", path.string()));
  return text.str();
}

/// Of a machine one is not on, from what was written there.
Topology captured_topology(const TopoCommand& command) {
  Topology topology;
  if (!command.xml.empty()) {
    const HostTree tree = HostTree::of_file(command.xml);
    topology = tree.describe();
    if (command.matrix.empty()) add_devices(topology, tree, {}, std::nullopt);
  }
  if (command.matrix.empty()) return topology;
  try {
    SmiTopology captured = parse_smi_topology(read_captured(command.matrix));
    if (!command.links.empty()) add_links(captured.devices, parse_smi_links(read_captured(command.links)));
    topology.devices = std::move(captured.devices);
    topology.matrix = std::move(captured.matrix);
  } catch (const std::invalid_argument& error) {
    throw results::DataError(error.what());
  }
  return topology;
}

Topology own_topology() {
  const HostTree tree = HostTree::of_this_machine();
  Topology topology = tree.describe();
  std::string reason;
  const auto library = nvml::Library::open(reason);
  add_devices(topology, tree, library != nullptr ? read_devices(*library) : std::vector<NvmlDevice>(),
              reason);
  return topology;
}

/// Between devices where there are two, else between ranks. Throws results::Error where there are neither.
PairMatrix measure(World* job, Catalogue& catalogue) {
  SoloWorld alone;
  World& world = job != nullptr ? *job : alone;
  std::string reason;
  if (auto matrix = measure_device_pairs(world, catalogue, reason)) return *matrix;
  if (world.size() < 2 || world.communicator() == nullptr) {
    throw results::UsageError(fmt::format(
        "topo --measure: there are no two ranks: start it with mpirun -n 2, or more; nor two devices: {}",
        reason));
  }
  HostBackend backend(1);
  PairMatrix matrix = measure_pairs(world, *world.communicator(), backend, find_place().host);
  matrix.memory += fmt::format(" (no two devices: {})", reason);
  return matrix;
}

void print(const TopoCommand& command, const Topology& topology, const std::optional<PairMatrix>& pairs) {
  if (command.json) {
    nlohmann::ordered_json json = topology_json(topology);
    if (pairs) json["pairs"] = pairs_json(*pairs);
    std::cout << results::json_text(json, 2) << '\n';
  } else {
    std::cout << topology_text(topology);
    if (pairs) std::cout << '\n' << pairs_text(*pairs);
  }
}

}  // namespace

ExitCode perform(const TopoCommand& command, Launcher& launcher) {
  if (!command.measure) {
    const bool captured = !command.xml.empty() || !command.matrix.empty();
    print(command, captured ? captured_topology(command) : own_topology(), std::nullopt);
    return ExitCode::good;
  }
  Catalogue catalogue = program_catalogue();
  const std::unique_ptr<World> world = open_job_world(catalogue, launcher);
  launcher.speaks = world == nullptr || world->rank() == 0;
  try {
    const PairMatrix pairs = measure(world.get(), catalogue);
    if (launcher.speaks) print(command, own_topology(), pairs);
    return pairs.wrong > 0 ? ExitCode::regressed : ExitCode::good;
  } catch (const results::Error&) {
    throw;
  } catch (const std::exception& error) {  // of this rank alone: the others would wait for it for ever
    fmt::print(stderr, "gpubench: {}\n", results::sanitize(error.what()));
    launcher.speaks = false;
    if (world != nullptr) world->abort(static_cast<int>(ExitCode::software));
    throw;
  }
}

}  // namespace gpubench
