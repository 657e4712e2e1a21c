/// The sum of an array, on any backend.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/reduce.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct ReduceKernels {
  std::string backend;
  void (*f32)(Stream&, const kernels::ReduceArguments<float>&);
  void (*f64)(Stream&, const kernels::ReduceArguments<double>&);
};

/// compute/reduce: sum[0] = x[0] + ... + x[n-1] in the type of the elements.
/// Counts: n w bytes read, w written; n - 1 flop.
/// Checks: timed with family R, eta <= 1 with phi max(4, sqrt n) and S = sum |x|; then family E without
/// zeros, exactly, which a term left out or taken twice can't pass; then once more, bit for bit.
std::unique_ptr<Benchmark> reduce_benchmark(const ReduceKernels& kernels);

}  // namespace gpubench
