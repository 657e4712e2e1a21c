/// gemm by cblas: C = A B, f64 and f32, row-major, on the host.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::unique_ptr<Benchmark> make_gemm_benchmark();

}  // namespace gpubench
