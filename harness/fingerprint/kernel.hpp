/// Kernel: how the host's kernel was started and set, and which modules that matter it holds: scope host.
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// What is said below, and settings of /proc/sys.
std::vector<results::Fact> collect_kernel(const SystemFiles& files);

/// "kernel.option.<name>" of /proc/cmdline, for options that bear on speed; all others, which hold disks'
/// serial numbers, addresses and what not, are passed over. One without a value is "set". What follows "--"
/// is init's.
std::vector<results::Fact> parse_kernel_options(std::string_view command_line);

/// "driver.nvidia" and "driver.nvidia_flavour" ("open", "proprietary") of /proc/driver/nvidia/version.
std::vector<results::Fact> parse_nvidia_version(std::string_view text);

}  // namespace gpubench
