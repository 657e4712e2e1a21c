#include "harness/topology/device_pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/communicators.hpp"
#include "harness/devices.hpp"
#include "harness/place.hpp"
#include "results/json.hpp"

namespace gpubench {
namespace {

using nlohmann::json;

/// Of a device that does not answer, and of a call that waits for another rank.
constexpr Seconds kTimeOut{60};

std::vector<CatalogueEntry*> entries_of(Catalogue& catalogue) {
  std::vector<CatalogueEntry*> entries;
  for (CatalogueEntry& entry : catalogue.entries()) entries.push_back(&entry);
  return entries;
}

/// What carries messages between devices of the backend, as its benchmarks offer it, the usual one first.
std::vector<std::string> transports_of(const Catalogue& catalogue, const std::string& backend) {
  for (const CatalogueEntry& entry : catalogue.entries()) {
    if (entry.description.backend != backend) continue;
    for (const AxisDefinition& axis : entry.description.axes)
      if (axis.name == "transport") return axis.choices;
  }
  return {};
}

/// Whether this process has every device that is measured, and more than one, before it.
bool sees_all(const Devices::Kind& kind) {
  if (kind.provider == nullptr || kind.provider->devices().size() < 2) return false;
  std::set<std::string> seen;
  for (const DeviceInfo& device : kind.provider->devices()) seen.insert(device.identity);
  return std::ranges::all_of(kind.election.participants, [&](int rank) {
    return seen.contains(kind.election.identities[static_cast<std::size_t>(rank)]);
  });
}

/// Nothing where the provider has no such copies.
std::optional<PairMatrix> copy_pairs(DeviceProvider& provider) {
  const std::size_t devices = provider.devices().size();
  PairMatrix matrix;
  matrix.rates.assign(devices, std::vector<std::optional<double>>(devices));
  matrix.hosts.assign(devices, 0);
  matrix.message_size = kPairMessages * 4_MiB;
  matrix.messages = 1;
  matrix.end = "device";
  matrix.memory = fmt::format("Memory of {} devices, copied by one process", provider.backend());
  for (std::size_t from = 0; from < devices; ++from) {
    matrix.ends.push_back(static_cast<int>(from));
    for (std::size_t to = 0; to < devices; ++to) {
      if (from == to) continue;
      const PeerCopy copy =
          provider.copy_between(static_cast<int>(from), static_cast<int>(to), matrix.message_size);
      if (!copy.median) return std::nullopt;
      if (copy.right)
        matrix.rates[from][to] = static_cast<double>(matrix.message_size.count) / copy.median->count();
      else
        ++matrix.wrong;
    }
  }
  return matrix;
}

/// By the ranks of the group, each with its own device; nothing, with the reason, where no transport is
/// there.
std::optional<PairMatrix> message_pairs(Devices::Kind& kind, World& group, Catalogue& catalogue,
                                        const std::string& host, std::string& reason) {
  const std::string& backend = kind.provider->backend();
  PatientBackend device(kind.provider->open(kind.own_index), kTimeOut, kind.own_index);
  Communicators communicators(catalogue, kTimeOut);
  reason = fmt::format("no benchmark of {} devices says what carries their messages", backend);
  for (const std::string& transport : transports_of(catalogue, backend)) {
    Communicator* ranks =
        communicators.at(transport, backend, device, kind.election.participants, group, reason);
    if (ranks == nullptr) continue;
    PairMatrix matrix = measure_pairs(group, *ranks, device, host);
    matrix.ends = kind.election.participants;
    matrix.memory = fmt::format("Memory of {} devices, one a rank, over {}", backend, ranks->name());
    return matrix;
  }
  return std::nullopt;
}

std::string to_text(const std::optional<PairMatrix>& matrix, const std::string& reason) {
  if (!matrix) return results::json_text(json{{"reason", reason}});
  json rates = json::array();
  for (const auto& row : matrix->rates) {
    json cells = json::array();
    for (const auto& rate : row) cells.push_back(rate ? json(*rate) : json());
    rates.push_back(std::move(cells));
  }
  return results::json_text(json{{"rates", rates},
                                 {"hosts", matrix->hosts},
                                 {"wrong", matrix->wrong},
                                 {"message_size", matrix->message_size.count},
                                 {"messages", matrix->messages},
                                 {"end", matrix->end},
                                 {"ends", matrix->ends},
                                 {"memory", matrix->memory}});
}

std::optional<PairMatrix> from_text(const std::string& text, std::string& reason) {
  const json told = results::json_of(text);
  if (told.contains("reason")) {
    reason = told["reason"].get<std::string>();
    return std::nullopt;
  }
  PairMatrix matrix;
  for (const json& row : told["rates"]) {
    auto& rates = matrix.rates.emplace_back();
    for (const json& rate : row)
      rates.push_back(rate.is_null() ? std::nullopt : std::optional(rate.get<double>()));
  }
  matrix.hosts = told["hosts"].get<std::vector<int>>();
  matrix.wrong = told["wrong"].get<int>();
  matrix.message_size = {told["message_size"].get<std::uint64_t>()};
  matrix.messages = told["messages"].get<std::size_t>();
  matrix.end = told["end"].get<std::string>();
  matrix.ends = told["ends"].get<std::vector<int>>();
  matrix.memory = told["memory"].get<std::string>();
  return matrix;
}

/// One rank, or a group of them, measures; the others sleep until it tells them.
std::optional<PairMatrix> measure_kind(World& world, Devices::Kind& kind, Catalogue& catalogue,
                                       const std::string& host, std::string& reason) {
  const std::vector<int>& participants = kind.election.participants;
  double copies = world.rank() == 0 && sees_all(kind) ? 1 : 0;
  world.all_reduce_max(std::span(&copies, 1));
  std::optional<PairMatrix> matrix;
  if (copies > 0) {
    if (world.rank() == 0) matrix = copy_pairs(*kind.provider);
    reason = "the devices' module makes no copies between them";
    world.barrier_asleep();
    if (auto told = from_text(world.broadcast(to_text(matrix, reason), 0), reason)) return told;
  }
  if (participants.size() < 2) {
    if (copies == 0) reason = "there is one device";
    return std::nullopt;
  }
  const std::unique_ptr<World> group = world.subgroup(participants);
  if (group) matrix = message_pairs(kind, *group, catalogue, host, reason);
  world.barrier_asleep();
  return from_text(world.broadcast(to_text(matrix, reason), participants.front()), reason);
}

}  // namespace

std::optional<PairMatrix> measure_device_pairs(World& world, Catalogue& catalogue, std::string& reason) {
  const std::vector<Place> places = gather_places(world);
  Devices devices = Devices::open(world, catalogue, entries_of(catalogue), places, {});
  reason = "no module has devices";
  for (const auto& [backend, why] : devices.machines().missing) reason = why;
  std::set<std::string> backends;
  for (const CatalogueEntry& entry : catalogue.entries()) backends.insert(entry.description.backend);
  for (const std::string& backend : backends) {
    Devices::Kind* kind = devices.find(backend);
    if (kind == nullptr) continue;
    const std::string& host = places[static_cast<std::size_t>(world.rank())].host;
    if (auto matrix = measure_kind(world, *kind, catalogue, host, reason)) return matrix;
  }
  return std::nullopt;
}

}  // namespace gpubench
