/// Processors: may this process use those that it sees, at their full clock?
#pragma once
#include "harness/doctor/finding.hpp"
#include "harness/doctor/readings.hpp"

namespace gpubench::doctor {

/// "cpu.quota", "cpu.ranks", "cpu.threads" and "cpu.governor".
Findings check_processors(const Readings& readings);

}  // namespace gpubench::doctor
