#include "harness/devices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "harness/fingerprint/facts.hpp"
#include "results/json.hpp"

namespace gpubench {
namespace {

using nlohmann::json;

/// This rank's devices; null with the reason.
std::unique_ptr<DeviceProvider> open_provider(Catalogue& catalogue, const std::string& backend,
                                              std::string& reason) {
  Module* module = catalogue.find_module(backend);
  if (module == nullptr) {
    reason = fmt::format("there is no module {} that would provide its devices", backend);
    return nullptr;
  }
  auto provider = module->open_devices(reason);
  if (provider == nullptr) reason = fmt::format("module {}: {}", backend, reason);
  return provider;
}

const DeviceInfo& device_of(const SeenDevices& seen, int index) {
  return *std::ranges::find(seen.devices, index, &DeviceInfo::index);
}

}  // namespace

Devices Devices::open(World& world, Catalogue& catalogue, const std::vector<CatalogueEntry*>& entries,
                      const std::vector<Place>& places, const Machine& host) {
  std::set<std::string> backends;
  for (const CatalogueEntry* entry : entries) backends.insert(entry->description.backend);
  backends.erase("host");
  Devices devices;
  devices.machines_ = host;
  for (const std::string& backend : backends) {
    Kind kind;
    SeenDevices own{places[static_cast<std::size_t>(world.rank())].host, {}, {}};
    kind.provider = open_provider(catalogue, backend, own.reason);
    if (kind.provider) own.devices = kind.provider->devices();
    std::vector<SeenDevices> seen;
    for (const std::string& text : world.all_gather(to_text(own)))
      seen.push_back(seen_devices_from_text(text));
    kind.election = elect_devices(seen);
    if (kind.election.participants.empty()) {
      devices.machines_.missing[backend] = kind.election.reason;
      continue;
    }
    kind.own_index = kind.election.indices[static_cast<std::size_t>(world.rank())];
    for (std::size_t rank = 0; rank < seen.size(); ++rank) {
      const int index = kind.election.indices[rank];
      kind.models.push_back(index < 0 ? std::string() : device_of(seen[rank], index).model);
    }
    devices.machines_.devices[backend] = machine_of(kind.election, seen);
    devices.kinds_[backend] = std::move(kind);
  }
  return devices;
}

const Devices::Kind* Devices::find(const std::string& backend) const {
  const auto found = kinds_.find(backend);
  return found == kinds_.end() ? nullptr : &found->second;
}

Devices::Kind* Devices::find(const std::string& backend) {
  return const_cast<Kind*>(std::as_const(*this).find(backend));
}

std::vector<results::Fact> Devices::facts(int rank, const JobProcesses& own) {
  const auto at = static_cast<std::size_t>(rank);
  FactList run("run"), device("device");
  for (auto& [backend, kind] : kinds_) {
    const int index = kind.election.indices[at];
    if (index < 0) continue;
    run.add(backend + ".device", kind.election.identities[at]);
    const int elected = kind.election.elected[at];
    if (elected != rank) run.add(backend + ".device_measured_by", fmt::format("rank {}", elected));
    device.add(backend + ".model", kind.models[at]);
    for (auto& [key, value] : kind.provider->facts(index, own)) device.add(key, value);
  }
  std::vector<results::Fact> facts = run.take();
  for (results::Fact& fact : device.take()) facts.push_back(std::move(fact));
  return facts;
}

Machine machine_of(const DeviceElection& election, const std::vector<SeenDevices>& seen) {
  if (election.participants.empty()) throw std::invalid_argument("machine_of: nobody was elected");
  const int ranks = static_cast<int>(election.participants.size());
  std::optional<Machine> least;
  for (const int rank : election.participants) {
    const auto at = static_cast<std::size_t>(rank);
    const DeviceInfo& device = device_of(seen[at], election.indices[at]);
    const Machine machine = machine_of(device, ranks);
    least = least ? smallest_machine(*least, machine) : machine;
  }
  return *least;
}

Machine machine_of(const DeviceInfo& device, int ranks) {
  Machine machine{device.cache_l1,        device.cache_l2,
                  device.cache_l2,        device.memory_free / 8 * 7,
                  device.multiprocessors, ranks};
  machine.compute_capability = device.compute_capability;
  return machine;
}

std::string to_text(const SeenDevices& seen) {
  json devices = json::array();
  for (const DeviceInfo& device : seen.devices)
    devices.push_back({{"index", device.index},
                       {"identity", device.identity},
                       {"model", device.model},
                       {"memory_free", device.memory_free.count},
                       {"cache_l1", device.cache_l1.count},
                       {"cache_l2", device.cache_l2.count},
                       {"multiprocessors", device.multiprocessors},
                       {"compute_capability", device.compute_capability.value_or(0)}});
  return results::json_text(json{{"host", seen.host}, {"reason", seen.reason}, {"devices", devices}});
}

SeenDevices seen_devices_from_text(const std::string& text) {
  try {
    const auto whole = results::json_of(text);
    SeenDevices seen{whole.at("host"), {}, whole.at("reason")};
    for (const json& one : whole.at("devices")) {
      DeviceInfo device;
      device.index = one.at("index");
      device.identity = one.at("identity");
      device.model = one.at("model");
      device.memory_free = {one.at("memory_free").get<std::uint64_t>()};
      device.cache_l1 = {one.at("cache_l1").get<std::uint64_t>()};
      device.cache_l2 = {one.at("cache_l2").get<std::uint64_t>()};
      device.multiprocessors = one.at("multiprocessors");
      const int capability = one.at("compute_capability");
      if (capability > 0) device.compute_capability = capability;
      seen.devices.push_back(std::move(device));
    }
    return seen;
  } catch (const json::exception& error) {
    throw std::invalid_argument(fmt::format("'{}' is no list of devices: {}", text, error.what()));
  }
}

}  // namespace gpubench
