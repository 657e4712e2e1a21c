/// gemm_native: C = A B by kernels of this project, on any backend that offers them.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "bench/numerics/formats.hpp"
#include "kernels/host/gemm.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's. Equal inputs must give equal bits.
struct GemmKernels {
  std::string backend;
  void (*f32)(Stream&, const kernels::GemmArguments<float>&);
  void (*f64)(Stream&, const kernels::GemmArguments<double>&);
  /// On tensor units, sums in f32, both or neither: with them there is an axis path.
  void (*f16)(Stream&, const kernels::GemmArguments<F16>&) = nullptr;
  void (*bf16)(Stream&, const kernels::GemmArguments<Bf16>&) = nullptr;
};

std::unique_ptr<Benchmark> gemm_native_benchmark(const GemmKernels& kernels);

}  // namespace gpubench
