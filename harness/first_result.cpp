#include "harness/first_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bench/host/backend.hpp"
#include "harness/devices.hpp"
#include "harness/program_catalogue.hpp"
#include "results/json.hpp"

namespace gpubench {
namespace {

using nlohmann::json;

/// A device, or the host, with what it is opened by and what planning may know of it.
struct OpenDevice {
  std::unique_ptr<DeviceProvider> provider;
  std::unique_ptr<Backend> backend;
  Machine machine;
};

OpenDevice open_device(Catalogue& catalogue, const std::string& backend, int index) {
  if (backend == "host") {
    const Machine machine = probe_machine(find_place(), 1, 1);
    return {nullptr, std::make_unique<HostBackend>(machine.threads), machine};
  }
  Module* module = catalogue.find_module(backend);
  if (module == nullptr) throw std::runtime_error(fmt::format("there is no module {}", backend));
  std::string reason;
  auto provider = module->open_devices(reason);
  if (provider == nullptr) throw std::runtime_error(fmt::format("module {}: {}", backend, reason));
  const auto info = std::ranges::find(provider->devices(), index, &DeviceInfo::index);
  if (info == provider->devices().end())
    throw std::runtime_error(fmt::format("there is no {} device {}", backend, index));
  auto opened = provider->open(index);
  return {std::move(provider), std::move(opened), machine_of(*info, 1)};
}

CatalogueEntry& find_entry(Catalogue& catalogue, const std::string& backend, const std::string& benchmark) {
  const auto found = std::ranges::find_if(catalogue.entries(), [&](const CatalogueEntry& entry) {
    return entry.description.backend == backend && entry.description.name == benchmark;
  });
  if (found == catalogue.entries().end())
    throw std::runtime_error(fmt::format("there is no benchmark {} of backend {}", benchmark, backend));
  return *found;
}

bool does_one_right(const Benchmark& benchmark, Backend& backend, const Machine& machine) {
  Axes axes = benchmark.points(Profile::quick, machine).at(0);
  if (axes.has("working_set")) axes.set("working_set", "1MiB");
  Context context{backend, machine};
  const std::unique_ptr<Trial> trial = benchmark.make_trial(axes, context);
  const std::unique_ptr<Stream> stream = backend.make_stream();
  trial->reset();
  trial->enqueue(*stream);
  stream->synchronize();
  return trial->verify(1).correctness == Correctness::identical;
}

}  // namespace

std::string to_text(const FirstResult& result) {
  return results::json_text(json{{"begin", result.begin.count()},
                                 {"found", result.found.count()},
                                 {"loaded", result.loaded.count()},
                                 {"opened", result.opened.count()},
                                 {"verified", result.verified.count()},
                                 {"right", result.right}});
}

FirstResult first_result_from_text(const std::string& text) {
  try {
    const json parsed = results::json_of(text);
    const auto at = [&](const char* key) { return Nanoseconds(parsed.at(key).get<std::int64_t>()); };
    return {at("begin"), at("found"), at("loaded"), at("opened"), at("verified"), parsed.at("right")};
  } catch (const json::exception& error) {
    throw std::invalid_argument(fmt::format("'{}' is no first result: {}", text, error.what()));
  }
}

FirstResult reach_first_result(const std::string& backend, int index, const std::string& benchmark,
                               Nanoseconds begin) {
  FirstResult result;
  result.begin = begin;
  Catalogue catalogue = program_catalogue();
  CatalogueEntry& entry = find_entry(catalogue, backend, benchmark);
  result.found = now();
  const Benchmark* opened = catalogue.open(entry);
  if (opened == nullptr)
    throw std::runtime_error(fmt::format("module {}: {}", entry.module->name(), entry.module->reason()));
  result.loaded = now();
  const OpenDevice device = open_device(catalogue, backend, index);
  result.opened = now();
  result.right = does_one_right(*opened, *device.backend, device.machine);
  result.verified = now();
  return result;
}

}  // namespace gpubench
