/// The stream benchmarks: copy, mul, add, triad, nstream, dot, read, write.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> stream_benchmarks();

}  // namespace gpubench
