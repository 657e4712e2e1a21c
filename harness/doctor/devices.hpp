/// Devices: what NVML says of each device at rest, and whether it is free, whole and as fast as it can be.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/api/units.hpp"
#include "bench/nvml/library.hpp"
#include "harness/doctor/finding.hpp"

namespace gpubench::doctor {

/// One device. What NVML does not tell is absent. MIG, ECC and repairs: "pending" waits for a reset.
struct DeviceState {
  unsigned index = 0;  ///< As NVML counts.
  std::string name;
  std::string lost;  ///< NVML's word where the device answers no question; empty where it does.
  std::optional<std::size_t> processes;
  std::optional<Bytes> memory_used, memory_total;
  std::optional<std::uint64_t> uncorrected_errors;  ///< Since the driver was loaded.
  bool repair_pending = false;                      ///< Pages to be retired, or rows to be remapped.
  bool repair_failed = false;                       ///< Rows that could not be remapped.
  std::optional<unsigned> pcie_width, pcie_width_max;
  std::optional<unsigned> pcie_generation, pcie_generation_max;
  std::optional<std::uint64_t> throttle_bits;
  bool mode_pending = false;  ///< ECC or MIG is to change.
};

/// Of every device that NVML counts, but those it keeps from this process. Throws std::runtime_error where it
/// does not count them.
std::vector<DeviceState> read_devices(const nvml::Library& library);

/// "device.<index>.<what>", of state, processes, memory, ecc, pcie, throttle and modes.
Findings check_device(const DeviceState& device);

}  // namespace gpubench::doctor
