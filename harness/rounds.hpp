/// Rounds: Google Benchmark as the driver of a fixed number of timed iterations.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "bench/api/units.hpp"

namespace gpubench {

/// Runs `once` exactly `iterations` times as one registered benchmark with manual time. `once` returns the
/// time it measured. The count is fixed, so ranks never disagree on how often to enter a collective.
/// Exceptions of `once` are passed on after the round has been closed. Variables that Google Benchmark takes
/// flags from (BENCHMARK_FILTER ...) change nothing. Throws std::runtime_error where the count is missed all
/// the same.
void run_round(const std::string& name, std::int64_t iterations, const std::function<Seconds()>& once);

}  // namespace gpubench
