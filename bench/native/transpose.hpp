/// transpose: out = in^T, on any backend that offers the kernels.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/transpose.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct TransposeKernels {
  std::string backend;
  void (*f32)(Stream&, const kernels::TransposeArguments<float>&);
  void (*f64)(Stream&, const kernels::TransposeArguments<double>&);
};

std::unique_ptr<Benchmark> transpose_benchmark(const TransposeKernels& kernels);

}  // namespace gpubench
