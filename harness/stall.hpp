/// Stall: what two roll calls say of a job that may stand still.
#pragma once
#include <string>
#include <vector>

#include "bench/api/units.hpp"
#include "harness/roll_call.hpp"

namespace gpubench {

/// Nobody who answered both calls moved between them, and nobody came back or fell silent.
bool stands_still(const Roll& before, const Roll& after);

/// "rank 5 did not arrive within 4 s (no sign of life)", "ranks 2-3 did not arrive within 4 s (busy outside
/// MPI)": why the job can't go on.
std::string describe_stall(const Roll& roll, const std::vector<bool>& reachable, Seconds limit);

}  // namespace gpubench
