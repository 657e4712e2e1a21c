/// Processors: may this process use those that it sees, at their full clock?
#pragma once
#include <optional>

#include "harness/doctor/finding.hpp"
#include "harness/doctor/readings.hpp"

namespace gpubench::doctor {

/// As the launcher tells; absent where it does not.
std::optional<int> ranks_of_host(const Readings& readings);

/// "cpu.quota", "cpu.ranks", "cpu.threads" and "cpu.governor".
Findings check_processors(const Readings& readings);

}  // namespace gpubench::doctor
