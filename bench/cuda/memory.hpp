/// The memory benchmarks by native kernels.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// In the order `list` shows them. Needs no driver.
std::vector<std::unique_ptr<Benchmark>> cuda_memory_benchmarks();

}  // namespace gpubench
