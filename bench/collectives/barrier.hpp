/// collectives/barrier: no rank leaves before all have come.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Latency of one barrier, back to back, the slowest rank's.
/// Checks: arrivals, counted by every rank and exchanged outside timing.
std::unique_ptr<Benchmark> make_barrier_benchmark(const std::string& backend,
                                                  const std::vector<std::string>& transports);

}  // namespace gpubench
