#include "harness/doctor/devices.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "bench/nvml/facts.hpp"
#include "bench/nvml/throttle.hpp"
#include "harness/rounded_size.hpp"

namespace gpubench::doctor {
namespace {

using nvml::ask;

/// NVML counts as used what the driver keeps for itself, some hundred MiB, more of a larger memory: this is
/// above it.
Bytes drivers_own_max(Bytes total) {
  return std::max(1_GiB, total / 64);
}

bool changes_at_reset(const nvml::Function<nvml::Device, unsigned*, unsigned*>& mode, nvml::Device device) {
  unsigned now = 0, pending = 0;
  return mode(device, &now, &pending) == nvml::kSuccess && now != pending;
}

void read_repairs(const nvml::Functions& functions, nvml::Device device, DeviceState& state) {
  state.uncorrected_errors = ask<unsigned long long>(functions.ecc_errors, device, nvml::kErrorsUncorrected,
                                                     nvml::kCountedSinceLoad);
  state.repair_pending = ask<unsigned>(functions.retirement_pending, device).value_or(0) != 0;
  unsigned corrected = 0, uncorrected = 0, pending = 0, failed = 0;
  if (functions.remapped_rows(device, &corrected, &uncorrected, &pending, &failed) != nvml::kSuccess) return;
  state.repair_pending = state.repair_pending || pending != 0;
  state.repair_failed = failed != 0;
}

DeviceState read_device(const nvml::Library& library, nvml::Device device, unsigned index) {
  const nvml::Functions& functions = library.functions();
  DeviceState state;
  state.index = index;
  nvml::PciInfo place{};
  if (const nvml::Code code = functions.pci_info(device, &place);
      code == nvml::kGpuIsLost || code == nvml::kResetRequired) {
    state.lost = library.error_text(code);
    return state;
  }
  state.name = nvml::ask_text(functions.name, device).value_or("device");
  state.processes = nvml::count_other_processes(functions, device, {static_cast<int>(getpid())});
  if (const auto memory = ask<nvml::MemoryInfo>(functions.memory, device)) {
    state.memory_used = Bytes{memory->used};
    state.memory_total = Bytes{memory->total};
  }
  read_repairs(functions, device, state);
  state.pcie_width = ask<unsigned>(functions.pcie_width, device);
  state.pcie_width_max = ask<unsigned>(functions.pcie_width_max, device);
  state.pcie_generation = ask<unsigned>(functions.pcie_generation, device);
  state.pcie_generation_max = ask<unsigned>(functions.pcie_generation_max, device);
  state.throttle_bits = ask<unsigned long long>(functions.throttle_reasons, device);
  state.mode_pending =
      changes_at_reset(functions.ecc_mode, device) || changes_at_reset(functions.mig_mode, device);
  return state;
}

Finding check_processes(const DeviceState& device) {
  if (!device.processes) return {"processes", Result::unknown, "NVML does not tell who uses it", ""};
  if (*device.processes == 0) return {"processes", Result::good, "nobody computes on it", ""};
  return {"processes", Result::invalid,
          fmt::format("{} process(es) compute on it, and share what is measured", *device.processes),
          fmt::format("nvidia-smi -i {} --query-compute-apps=pid,name --format=csv, then end them",
                      device.index)};
}

/// Memory that is taken though nobody computes: an earlier job's, whose processes are stuck or out of sight.
Finding check_memory_free(const DeviceState& device) {
  if (!device.memory_used || !device.memory_total)
    return {"memory", Result::unknown, "NVML does not tell its memory", ""};
  const std::string evidence =
      fmt::format("{} of {} used", rounded_size(*device.memory_used), rounded_size(*device.memory_total));
  if (*device.memory_used <= drivers_own_max(*device.memory_total) || device.processes.value_or(0) > 0)
    return {"memory", Result::good, evidence, ""};
  return {"memory", Result::warning, evidence + " by no process that is seen here: an earlier job's?",
          fmt::format("fuser -v /dev/nvidia{0} on the host, then end them; or nvidia-smi -i {0} --gpu-reset",
                      device.index)};
}

Finding check_ecc(const DeviceState& device) {
  const std::string reset = fmt::format("nvidia-smi -i {} --gpu-reset, or reboot", device.index);
  if (device.repair_failed)
    return {"ecc", Result::invalid, "a row of its memory could not be remapped: the device is defective",
            "have it replaced; nvidia-smi -q -d ROW_REMAPPER has the evidence"};
  if (device.uncorrected_errors.value_or(0) > 0)
    return {"ecc", Result::invalid,
            fmt::format("{} uncorrected error(s) of its memory since the driver was loaded",
                        *device.uncorrected_errors),
            reset};
  if (device.repair_pending)
    return {"ecc", Result::warning, "pages or rows of its memory wait to be taken out of use", reset};
  if (!device.uncorrected_errors) return {"ecc", Result::unknown, "it has no ECC, or NVML does not tell", ""};
  return {"ecc", Result::good, "no uncorrected error", ""};
}

/// The generation drops while a device is idle, as power is saved; so it counts only beside a width that has,
/// which on most boards stays.
Finding check_pcie(const DeviceState& device) {
  if (!device.pcie_width || !device.pcie_width_max)
    return {"pcie", Result::unknown, "NVML does not tell its link", ""};
  std::string evidence = fmt::format("{} of {} lanes", *device.pcie_width, *device.pcie_width_max);
  if (device.pcie_generation && device.pcie_generation_max)
    evidence +=
        fmt::format(", generation {} of {} at rest", *device.pcie_generation, *device.pcie_generation_max);
  if (*device.pcie_width >= *device.pcie_width_max) return {"pcie", Result::good, evidence, ""};
  return {"pcie", Result::warning, evidence + ": transfers have a part of their bandwidth",
          "seat it anew, or use a slot with all lanes; lspci -vv -d 10de: shows LnkCap and LnkSta"};
}

Finding check_throttle(const DeviceState& device) {
  if (!device.throttle_bits) return {"throttle", Result::unknown, "NVML does not tell", ""};
  const std::string evidence = nvml::throttle_text(*device.throttle_bits);
  if (!nvml::slows(*device.throttle_bits)) return {"throttle", Result::good, evidence, ""};
  return {"throttle", Result::warning, evidence + " before any work: it will be slower than it could",
          fmt::format(
              "nvidia-smi -q -i {} -d PERFORMANCE,TEMPERATURE,POWER says why; cool it, or raise its power "
              "limit: nvidia-smi -i {} -pl WATTS",
              device.index, device.index)};
}

Finding check_modes(const DeviceState& device) {
  if (!device.mode_pending) return {"modes", Result::good, "no change of ECC or MIG waits for a reset", ""};
  return {"modes", Result::warning, "ECC or MIG is to change: from then on figures differ",
          fmt::format("nvidia-smi -i {} --gpu-reset", device.index)};
}

}  // namespace

std::vector<DeviceState> read_devices(const nvml::Library& library) {
  const nvml::Functions& functions = library.functions();
  std::vector<DeviceState> devices;
  unsigned count = 0;
  if (const nvml::Code code = functions.device_count(&count); code != nvml::kSuccess)
    throw std::runtime_error("NVML does not count its devices: " + library.error_text(code));
  for (unsigned index = 0; index < count; ++index) {
    nvml::Device device{};
    const nvml::Code code = functions.device_at(index, &device);
    if (code == nvml::kNoPermission || code == nvml::kFunctionNotFound) continue;  // another container's
    if (code == nvml::kSuccess) {
      devices.push_back(read_device(library, device, index));
    } else {
      DeviceState& lost = devices.emplace_back();
      lost.index = index;
      lost.lost = library.error_text(code);
    }
  }
  return devices;
}

Findings check_device(const DeviceState& device) {
  const std::string prefix = fmt::format("device.{}.", device.index);
  if (!device.lost.empty())
    return {
        {prefix + "state", Result::invalid, device.lost,
         fmt::format("nvidia-smi -i {} --gpu-reset, or reboot; dmesg | grep Xid says why", device.index)}};
  Findings findings = {check_processes(device), check_memory_free(device), check_ecc(device),
                       check_pcie(device),      check_throttle(device),    check_modes(device)};
  for (Finding& finding : findings) {
    finding.id = prefix + finding.id;
    finding.evidence = fmt::format("{}: {}", device.name, finding.evidence);
  }
  return findings;
}

}  // namespace gpubench::doctor
