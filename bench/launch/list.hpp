/// Benchmarks of what it costs to give a device work, to wait for it, and to get memory of it.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// empty_kernel, throughput, stream_sync, event_sync; backend "cuda".
std::vector<std::unique_ptr<Benchmark>> kernel_launch_benchmarks();
/// graph; backend "cuda".
std::unique_ptr<Benchmark> graph_launch_benchmark();
/// malloc_free, malloc_async, malloc_fragmentation; backend "cuda".
std::vector<std::unique_ptr<Benchmark>> device_allocation_benchmarks();

}  // namespace gpubench
