#include "harness/doctor/gemm.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <stdexcept>

#include "bench/host/backend.hpp"
#include "harness/backends.hpp"
#include "harness/devices.hpp"
#include "harness/machine.hpp"
#include "harness/solo_world.hpp"

namespace gpubench::doctor {
namespace {

constexpr const char* kGemm = "libraries/gemm";
constexpr const char* kSide = "2048";
constexpr int kProducts = 3;
/// Of a device that does not answer.
constexpr Seconds kTimeOut{60};

/// What the benchmark measures in f32 with warm caches, at the doctor's size.
Axes gemm_axes(const Benchmark& gemm, const Machine& machine) {
  for (Axes& axes : gemm.points(Profile::thorough, machine)) {
    if (axes.text("type") != "f32" || axes.text("cache") != "hot") continue;
    for (const char* side : {"m", "n", "k"}) axes.set(side, kSide);
    if (axes.has("batch")) axes.set("batch", "1");
    return axes;
  }
  throw std::runtime_error("it has no product in f32");
}

std::vector<CatalogueEntry*> gemms_of(Catalogue& catalogue, bool of_host) {
  std::vector<CatalogueEntry*> found;
  for (CatalogueEntry& entry : catalogue.entries())
    if (entry.description.name == kGemm && (entry.description.backend == "host") == of_host)
      found.push_back(&entry);
  return found;
}

const Benchmark& opened(Catalogue& catalogue, CatalogueEntry& entry) {
  const Benchmark* benchmark = catalogue.open(entry);
  if (benchmark == nullptr)
    throw std::runtime_error(entry.module != nullptr ? entry.module->reason() : "it can't be opened");
  return *benchmark;
}

Seconds host_time(Catalogue& catalogue, const Place& place, const SystemFiles& files) {
  const auto gemms = gemms_of(catalogue, true);
  if (gemms.empty()) throw std::runtime_error("no module has it");
  const Machine machine = probe_machine(place, 1, 1, files);
  HostBackend backend(machine.threads, Pages::huge);
  Context context{backend, machine};
  return least_gemm_time(opened(catalogue, *gemms.front()), context);
}

Seconds device_time(Catalogue& catalogue, CatalogueEntry& entry, Devices& devices) {
  Backends backends({}, devices, kTimeOut);
  const std::string& kind = entry.description.backend;
  Context context{backends.device(kind), *devices.machines().of(kind)};
  return least_gemm_time(opened(catalogue, entry), context);
}

std::optional<Seconds> tried(const char* where, std::string& reason, const std::function<Seconds()>& time) {
  try {
    return time();
  } catch (const std::exception& error) {
    reason = fmt::format("on {}: {}", where, error.what());
    return std::nullopt;
  }
}

}  // namespace

std::optional<GemmTimes> time_gemm(Catalogue& catalogue, const Place& place, const SystemFiles& files) {
  const auto gemms = gemms_of(catalogue, false);
  SoloWorld world;
  Devices devices = Devices::open(world, catalogue, gemms, {place}, {});
  const auto there = std::ranges::find_if(gemms, [&](const CatalogueEntry* entry) {
    return devices.find(entry->description.backend) != nullptr;
  });
  if (there == gemms.end()) return std::nullopt;
  GemmTimes times;
  times.host = tried("the processors", times.reason, [&] { return host_time(catalogue, place, files); });
  times.device = tried("the device", times.reason, [&] { return device_time(catalogue, **there, devices); });
  return times;
}

Seconds least_gemm_time(const Benchmark& gemm, Context& context) {
  const auto trial = gemm.make_trial(gemm_axes(gemm, context.machine), context);
  const auto stream = context.backend.make_stream();
  trial->reset();
  Seconds least{std::numeric_limits<double>::infinity()};
  for (int product = 0; product <= kProducts; ++product) {
    stream->mark_start();
    trial->enqueue(*stream);
    stream->mark_stop();
    const Seconds time = stream->elapsed().duration;
    if (product > 0) least = std::min(least, time);  // kernels are loaded, or compiled, in the first
  }
  const Verdict verdict = trial->verify(kProducts + 1);
  if (verdict.correctness == Correctness::wrong) throw std::runtime_error("wrong product: " + verdict.detail);
  return least;
}

Finding check_gemm(const GemmTimes& times) {
  const std::string id = "device.gemm";
  if (!times.host || !times.device)
    return {id, Result::unknown, "f32 product of 2048 x 2048 not timed " + times.reason, ""};
  const std::string evidence =
      fmt::format("f32 product of 2048 x 2048: {:.3g} ms on the device, {:.3g} ms on the processors",
                  1e3 * times.device->count(), 1e3 * times.host->count());
  if (*times.device < *times.host) return {id, Result::good, evidence, ""};
  return {
      id, Result::warning, evidence + ": a library without kernels for this device, or a device held back",
      "use a cuBLAS with kernels for what nvidia-smi --query-gpu=compute_cap --format=csv says; nvidia-smi "
      "-q -d PERFORMANCE,CLOCK says what holds the device back"};
}

}  // namespace gpubench::doctor
