/// The CUDA side of the compute operations: those shared with the host, and the device's own.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> cuda_compute_benchmarks();

}  // namespace gpubench
