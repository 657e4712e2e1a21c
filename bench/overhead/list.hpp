/// Benchmarks of what a host's own system costs: threads, the clock, pages and allocation.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// launch/fork_join
std::unique_ptr<Benchmark> fork_join_benchmark();
/// launch/clock_read
std::unique_ptr<Benchmark> clock_read_benchmark();
/// memory/page_fault
std::unique_ptr<Benchmark> page_fault_benchmark();
/// memory/malloc
std::unique_ptr<Benchmark> malloc_benchmark();
/// launch/malloc_fragmentation
std::unique_ptr<Benchmark> malloc_fragmentation_benchmark();

}  // namespace gpubench
