/// gemm_native: C = A B by kernels of this project, on any backend that offers them.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/gemm.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's. Equal inputs must give equal bits.
struct GemmKernels {
  std::string backend;
  void (*f32)(Stream&, const kernels::GemmArguments<float>&);
  void (*f64)(Stream&, const kernels::GemmArguments<double>&);
};

std::unique_ptr<Benchmark> gemm_native_benchmark(const GemmKernels& kernels);

}  // namespace gpubench
