/// Facts: what NVML knows of a device that stays the same while it is measured, for the record's scope
/// "device".
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "bench/api/devices.hpp"
#include "bench/nvml/library.hpp"

namespace gpubench::nvml {

using DeviceFacts = std::vector<std::pair<std::string, std::string>>;

/// Driver and VBIOS, clocks and their policy, power limit, ECC and what it repaired, PCIe, MIG, modes,
/// NVLink, and how many processes use it that are not the job's own ("unknown" where those are not known).
/// What the device does not tell is left out. No serial number, UUID or address. PCIe's generation and width
/// drop while a device is idle, so only what they can be is a fact; telemetry has what they are. NVML can't
/// be asked whether clocks were locked: where they were, the telemetry's throttle bits and clocks show it. A
/// device that has fallen off the bus has the one fact "state".
DeviceFacts device_facts(const Library& library, Device device, const JobProcesses& own);

/// Processes that compute on the device, the given ones left out; nothing where NVML does not tell.
std::optional<std::size_t> count_other_processes(const Functions& functions, Device device,
                                                 const std::vector<int>& own);

}  // namespace gpubench::nvml
