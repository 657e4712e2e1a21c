/// The host's side of the memory operations it shares with devices.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> host_memory_benchmarks();

}  // namespace gpubench
