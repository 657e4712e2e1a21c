#include "bench/nvml/facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bench/nvml/links.hpp"

namespace gpubench::nvml {
namespace {

class FactWriter {
 public:
  void add(const char* key, const std::optional<std::string>& value) {
    if (value && !value->empty()) facts_.emplace_back(key, *value);
  }
  template <class Number>
  void add_number(const char* key, std::optional<Number> value) {
    if (value) facts_.emplace_back(key, fmt::format("{}", *value));
  }
  DeviceFacts take() { return std::move(facts_); }

 private:
  DeviceFacts facts_;
};

/// "on", "off", and "off, on after the next reboot" where a change waits for one.
std::optional<std::string> mode_text(const Function<Device, unsigned*, unsigned*>& mode, Device device) {
  unsigned current = 0, pending = 0;
  if (mode(device, &current, &pending) != kSuccess) return std::nullopt;
  const char* words[] = {"off", "on"};
  std::string text = words[current != 0];
  if ((current != 0) != (pending != 0)) text += fmt::format(", {} after the next reset", words[pending != 0]);
  return text;
}

std::optional<std::string> compute_mode_text(const Functions& functions, Device device) {
  const auto mode = ask<unsigned>(functions.compute_mode, device);
  if (!mode) return std::nullopt;
  constexpr const char* kNames[] = {"default", "exclusive thread", "prohibited", "exclusive process"};
  return *mode < std::size(kNames) ? kNames[*mode] : fmt::format("mode {}", *mode);
}

void add_clocks(FactWriter& facts, const Functions& functions, Device device) {
  const auto clock = [&](unsigned type, unsigned which) {
    return ask<unsigned>(functions.clock, device, type, which);
  };
  const auto application = clock(kClockSm, kClockApplication);
  const auto standard = clock(kClockSm, kClockDefault);
  facts.add_number("clock.sm_mhz_max", ask<unsigned>(functions.clock_max, device, kClockSm));
  facts.add_number("clock.memory_mhz_max", ask<unsigned>(functions.clock_max, device, kClockMemory));
  facts.add_number("clock.sm_mhz_customer_max", clock(kClockSm, kClockCustomerMax));
  facts.add_number("clock.sm_mhz_application", application);
  facts.add_number("clock.sm_mhz_default", standard);
  facts.add_number("clock.memory_mhz_application", clock(kClockMemory, kClockApplication));
  if (application && standard)
    facts.add("clock.policy", *application == *standard ? "default" : "application clocks set");
}

/// What sizes and generations a model's name may leave open: the same name is sold with other memory.
void add_build(FactWriter& facts, const Functions& functions, Device device) {
  int major = 0, minor = 0;
  if (functions.compute_capability(device, &major, &minor) == kSuccess)
    facts.add("compute.capability", fmt::format("{}.{}", major, minor));
  if (const auto memory = ask<MemoryInfo>(functions.memory, device))
    facts.add("memory.total", fmt::format("{} MiB", memory->total >> 20));
  facts.add_number("memory.bus_bits", ask<unsigned>(functions.memory_bus_width, device));
  char firmware[kGspVersionMax + 1] = {};
  if (functions.gsp_version(device, firmware) == kSuccess) facts.add("gsp.version", firmware);
}

void add_power(FactWriter& facts, const Functions& functions, Device device) {
  facts.add_number("power.limit_mw", ask<unsigned>(functions.power_limit, device));
  facts.add_number("power.limit_mw_default", ask<unsigned>(functions.power_limit_default, device));
  unsigned least = 0, most = 0;
  if (functions.power_limits(device, &least, &most) == kSuccess)
    facts.add_number("power.limit_mw_max", std::optional(most));
}

void add_repairs(FactWriter& facts, const Functions& functions, Device device) {
  facts.add("ecc.mode", mode_text(functions.ecc_mode, device));
  const auto errors = [&](unsigned kind, unsigned since) {
    return ask<unsigned long long>(functions.ecc_errors, device, kind, since);
  };
  facts.add_number("ecc.corrected_since_load", errors(kErrorsCorrected, kCountedSinceLoad));
  facts.add_number("ecc.uncorrected_since_load", errors(kErrorsUncorrected, kCountedSinceLoad));
  facts.add_number("ecc.corrected_for_life", errors(kErrorsCorrected, kCountedForLife));
  facts.add_number("ecc.uncorrected_for_life", errors(kErrorsUncorrected, kCountedForLife));
  for (const auto& [key, cause] : {std::pair{"memory.pages_retired_single_bit", kRetiredBySingleBits},
                                   std::pair{"memory.pages_retired_double_bit", kRetiredByDoubleBit}}) {
    unsigned count = 0;  // with room for none the answer is the number, which is all that is wanted
    const Code code = functions.retired_pages(device, cause, &count, nullptr);
    if (code == kSuccess || code == kInsufficientSize) facts.add_number(key, std::optional(count));
  }
  if (const auto pending = ask<unsigned>(functions.retirement_pending, device))
    facts.add("memory.retirement_pending", *pending != 0 ? "yes" : "no");
  unsigned corrected = 0, uncorrected = 0, pending = 0, failed = 0;
  if (functions.remapped_rows(device, &corrected, &uncorrected, &pending, &failed) == kSuccess) {
    facts.add_number("memory.rows_remapped_corrected", std::optional(corrected));
    facts.add_number("memory.rows_remapped_uncorrected", std::optional(uncorrected));
    facts.add("memory.remapping_pending", pending != 0 ? "yes" : "no");
    facts.add("memory.remapping_failed", failed != 0 ? "yes" : "no");
  }
}

}  // namespace

DeviceFacts device_facts(const Library& library, Device device, const JobProcesses& own) {
  const Functions& functions = library.functions();
  FactWriter facts;
  PciInfo place{};
  if (const Code code = functions.pci_info(device, &place); code == kGpuIsLost || code == kResetRequired) {
    facts.add("state", library.error_text(code));
    return facts.take();
  }
  facts.add("driver.version", ask_text(functions.driver_version));
  facts.add("nvml.version", ask_text(functions.library_version));
  facts.add("vbios.version", ask_text(functions.vbios_version, device));
  add_build(facts, functions, device);
  add_clocks(facts, functions, device);
  add_power(facts, functions, device);
  add_repairs(facts, functions, device);
  facts.add_number("pcie.generation_max", ask<unsigned>(functions.pcie_generation_max, device));
  facts.add_number("pcie.width_max", ask<unsigned>(functions.pcie_width_max, device));
  facts.add("mig.mode", mode_text(functions.mig_mode, device));
  if (const auto on = ask<unsigned>(functions.persistence, device))
    facts.add("persistence.mode", *on != 0 ? "on" : "off");
  facts.add("compute.mode", compute_mode_text(functions, device));
  facts.add("nvlink.state", links_text(read_links(functions, device)));
  if (!own)
    facts.add("processes.other", "unknown");
  else
    facts.add_number("processes.other", count_other_processes(functions, device, *own));
  return facts.take();
}

std::optional<std::size_t> count_other_processes(const Functions& functions, Device device,
                                                 const std::vector<int>& own) {
  std::vector<ProcessInfo> processes;
  // Processes come while one asks: the room is that of the last answer and some more, thrice at most.
  for (int attempt = 0; attempt < 3; ++attempt) {
    auto count = static_cast<unsigned>(processes.size());
    const Code code =
        functions.compute_processes(device, &count, processes.empty() ? nullptr : processes.data());
    if (code == kInsufficientSize) {
      processes.resize(count + 8);
      continue;
    }
    if (code != kSuccess) return std::nullopt;
    processes.resize(count);
    return static_cast<std::size_t>(std::ranges::count_if(processes, [&](const ProcessInfo& info) {
      return std::ranges::find(own, static_cast<int>(info.pid)) == own.end();
    }));
  }
  return std::nullopt;
}

}  // namespace gpubench::nvml
