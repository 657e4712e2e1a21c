/// stencil: one Jacobi step on a grid, on any backend that offers the kernels.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/stencil.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct StencilKernels {
  std::string backend;
  void (*f32)(Stream&, const kernels::StencilArguments<float>&);
  void (*f64)(Stream&, const kernels::StencilArguments<double>&);
};

std::unique_ptr<Benchmark> stencil_benchmark(const StencilKernels& kernels);

}  // namespace gpubench
