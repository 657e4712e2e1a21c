/// The arithmetic ceiling: multiply-adds in registers.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::unique_ptr<Benchmark> fma_peak_benchmark();

}  // namespace gpubench
