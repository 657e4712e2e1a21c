/// Processor: what the host's processors are (scope host) and what the device at this place sees of them
/// (scope device).
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/place.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// Vendor, model, family, stepping, microcode, flags and whether a hypervisor is beneath, from /proc/cpuinfo
/// of x86; implementer and part of Arm. Where processors differ, the first one's.
std::vector<results::Fact> parse_cpuinfo(std::string_view text);
/// Number of processors and the caches they see.
std::vector<results::Fact> collect_device(const SystemFiles& files, const Place& place);
/// Governor, driver and limits of the clock, and boost, where the kernel shows them.
std::vector<results::Fact> collect_frequency(const SystemFiles& files, const Place& place);

}  // namespace gpubench
