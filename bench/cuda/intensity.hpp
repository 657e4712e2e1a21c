/// Arithmetic beside memory traffic on a CUDA device: the points of its roofline.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::unique_ptr<Benchmark> cuda_intensity_benchmark();

}  // namespace gpubench
