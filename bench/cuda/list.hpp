/// The module cuda's benchmarks: native kernels, transfers and launches on one device.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// In the order `list` shows them. Needs no driver.
std::vector<std::unique_ptr<Benchmark>> cuda_benchmarks();

}  // namespace gpubench
