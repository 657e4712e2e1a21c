#include "harness/fingerprint/processor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "harness/caches.hpp"

namespace gpubench {

std::vector<results::Fact> parse_cpuinfo(std::string_view text) {
  FactList facts("host");
  const std::string_view first = text.substr(0, text.find("\n\n"));
  constexpr std::pair<const char*, const char*> kFields[] = {
      {"cpu.vendor", "vendor_id"},   {"cpu.model", "model name"},
      {"cpu.family", "cpu family"},  {"cpu.model_number", "model"},
      {"cpu.stepping", "stepping"},  {"cpu.microcode", "microcode"},
      {"cpu.flags", "flags"},        {"cpu.implementer", "CPU implementer"},
      {"cpu.part", "CPU part"},      {"cpu.features", "Features"},
      {"cpu.variant", "CPU variant"}};
  for (const auto& [key, field] : kFields) facts.add(key, value_of(first, field, ':'));
  int count = 0;
  std::set<std::string> sockets;
  std::set<std::pair<std::string, std::string>> cores;
  std::string socket;
  for (const std::string_view line : split_lines(text)) {
    if (line.starts_with("processor")) ++count;
    if (const auto id = value_of(line, "physical id", ':')) sockets.insert(socket = *id);
    if (const auto id = value_of(line, "core id", ':')) cores.insert({socket, *id});  // below its socket
  }
  if (count > 0) facts.add("cpu.count", fmt::format("{}", count));
  if (!sockets.empty()) facts.add("cpu.sockets", fmt::format("{}", sockets.size()));
  if (!cores.empty()) facts.add("cpu.cores", fmt::format("{}", cores.size()));
  const auto flags = value_of(first, "flags", ':');
  if (flags) facts.add("hypervisor", (*flags + " ").find(" hypervisor ") != std::string::npos ? "yes" : "no");
  return facts.take();
}

std::vector<results::Fact> collect_device(const SystemFiles& files, const Place& place) {
  FactList facts("device");
  facts.add("host.cpus", fmt::format("{}", place.cpus.size()));
  facts.add("host.threads", fmt::format("{}", place.threads));
  const Caches caches = read_caches(files, place.cpus);
  if (caches.l1) facts.add("host.cache_l1", format_size(*caches.l1));
  if (caches.l2) facts.add("host.cache_l2", format_size(*caches.l2));
  if (caches.last)
    facts.add("host.cache_last", fmt::format("{} in {} at level {}", format_size(*caches.last),
                                             caches.last_count, caches.last_level));
  return facts.take();
}

std::vector<results::Fact> collect_frequency(const SystemFiles& files, const Place& place) {
  FactList facts("host");
  if (!place.cpus.empty()) {
    const std::string folder = fmt::format("/sys/devices/system/cpu/cpu{}/cpufreq/", place.cpus.front());
    facts.add("clock.driver", files.line(folder + "scaling_driver"));
    facts.add("clock.governor", files.line(folder + "scaling_governor"));
    facts.add("clock.khz_min", files.line(folder + "scaling_min_freq"));
    facts.add("clock.khz_max", files.line(folder + "scaling_max_freq"));
    facts.add("clock.khz_hardware_max", files.line(folder + "cpuinfo_max_freq"));
    facts.add("clock.khz_base", files.line(folder + "base_frequency"));
    facts.add("clock.energy_preference", files.line(folder + "energy_performance_preference"));
  }
  facts.add("clock.intel_pstate", files.line("/sys/devices/system/cpu/intel_pstate/status"));
  facts.add("clock.amd_pstate", files.line("/sys/devices/system/cpu/amd_pstate/status"));
  facts.add("clock.boost", files.line("/sys/devices/system/cpu/cpufreq/boost"));
  facts.add("clock.intel_no_turbo", files.line("/sys/devices/system/cpu/intel_pstate/no_turbo"));
  return facts.take();
}

}  // namespace gpubench
