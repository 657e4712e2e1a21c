/// The devices' side of the operations that go over whole arrays or rows.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> cuda_reduction_benchmarks();

}  // namespace gpubench
