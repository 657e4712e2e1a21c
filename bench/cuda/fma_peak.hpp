/// The arithmetic ceilings of a CUDA device: multiply-adds in registers, on its ordinary and its tensor
/// units.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::unique_ptr<Benchmark> cuda_fma_peak_benchmark();

}  // namespace gpubench
