/// The latency of dependent loads over a working set.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::unique_ptr<Benchmark> pointer_chase_benchmark();

}  // namespace gpubench
