#include "results/comparison/hardware.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gpubench::results {
namespace {

using Keys = std::vector<std::pair<std::string, std::string>>;

/// The model first: it is what a reader looks for.
Keys hardware_keys(const std::string& backend) {
  if (backend == "host")
    return {{"host", "cpu.model"},    {"host", "cpu.model_number"},
            {"host", "cpu.stepping"}, {"host", "architecture"},
            {"device", "host.cpus"},  {"device", "host.cache_last"},
            {"host", "cpus.smt"},     {"host", "clock.governor"},
            {"host", "clock.boost"},  {"host", "clock.intel_no_turbo"},
            {"host", "clock.khz_max"}};
  return {{"device", backend + ".model"},         {"device", "clock.policy"},
          {"device", "clock.sm_mhz_application"}, {"device", "clock.memory_mhz_application"},
          {"device", "clock.sm_mhz_max"},         {"device", "clock.memory_mhz_max"},
          {"device", "power.limit_mw"},           {"device", "mig.mode"}};
}

}  // namespace

std::string different_hardware(const std::string& backend, const SideFacts& baseline,
                               const SideFacts& candidate) {
  for (const auto& key : hardware_keys(backend)) {
    const auto a = baseline.find(key), b = candidate.find(key);
    if (a == baseline.end() || b == candidate.end() || a->second.values == b->second.values) continue;
    return fmt::format("{} {} and {}", key.second, fmt::join(a->second.values, " | "),
                       fmt::join(b->second.values, " | "));
  }
  return {};
}

bool hardware_unknown(const std::string& backend, const SideFacts& side) {
  const Keys keys = hardware_keys(backend);
  return !side.contains(keys.front()) && !(backend == "host" && side.contains({"device", "host.cpus"}));
}

}  // namespace gpubench::results
