/// Operating system: distribution and C library of the image; kernel and its settings of the host.
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// PRETTY_NAME, ID and VERSION_ID of os-release(5), scope image.
std::vector<results::Fact> parse_os_release(std::string_view text);
/// The C library this process runs on, scope loaded; the kernel as uname(2) names it, scope host. No host
/// name.
std::vector<results::Fact> collect_operating_system(const SystemFiles& files);
/// Clock source, transparent huge pages, mitigations, swap, isolated processors: scope host.
std::vector<results::Fact> collect_kernel_settings(const SystemFiles& files);
/// "always [madvise] never" -> "madvise"; a text without brackets is no choice.
std::optional<std::string> parse_choice(std::string_view text);

}  // namespace gpubench
