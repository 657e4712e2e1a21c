/// Arithmetic beside memory traffic: the points of a roofline.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::unique_ptr<Benchmark> intensity_benchmark();

}  // namespace gpubench
