/// A sparse matrix times a vector, on any backend.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/spmv.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct SpmvKernels {
  std::string backend;
  void (*f32)(Stream&, const kernels::SpmvArguments<float>&);
  void (*f64)(Stream&, const kernels::SpmvArguments<double>&);
};

/// compute/spmv: y = A x, A square in compressed sparse rows, of n rows and e entries.
/// Counts: e (w + 4) + 4 (n + 1) + n w bytes read, n w written; 2 e flop.
/// Checks: family E, every element exactly: a row's sum is below 9 * 16384, which any type holds.
std::unique_ptr<Benchmark> spmv_benchmark(const SpmvKernels& kernels);

}  // namespace gpubench
