/// Container: what surrounds this process: memory of the host, limits of its control groups, and whose
/// container it is.
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// Total memory, swap and reserved huge pages of /proc/meminfo, scope host.
std::vector<results::Fact> parse_meminfo(std::string_view text);
/// Limits of the control groups, the container's kind, and the load when asked: scope run.
std::vector<results::Fact> collect_surroundings(const SystemFiles& files);
/// "docker", "podman", "kubernetes", ...; nothing where nothing hints at a container. Never its name or id.
std::optional<std::string> find_container(const SystemFiles& files);

}  // namespace gpubench
