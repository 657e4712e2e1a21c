/// Telemetry of one device by NVML.
#pragma once
#include <memory>
#include <string>

#include "bench/api/devices.hpp"
#include "bench/nvml/library.hpp"

namespace gpubench::nvml {

/// Reads "clock_sm_mhz", "clock_memory_mhz", "power_mw", "temperature_c", "temperature_memory_c",
/// "throttle_bits", "pcie_generation", "pcie_width", "performance_state". The link falls back where the
/// device idles: only readings under load tell what it can. A reading takes some hundred microseconds.
std::unique_ptr<Telemetry> make_telemetry(std::shared_ptr<const Library> library, Device device);

/// The device at a PCI address "0000:1b:00.0"; null, with the reason, where NVML has none.
Device find_device(const Library& library, const std::string& bus, std::string& reason);

}  // namespace gpubench::nvml
