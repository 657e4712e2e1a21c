/// gemm by cblas.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// f64 and f32, row-major, on the host, by whatever provides cblas.
std::unique_ptr<Benchmark> make_blas_gemm();

}  // namespace gpubench
