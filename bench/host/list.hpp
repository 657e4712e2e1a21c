/// The program's own benchmarks: what runs on a host with nothing but its processor and memory.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// In the order `list` shows them.
std::vector<std::unique_ptr<Benchmark>> host_benchmarks();

}  // namespace gpubench
