/// Softmax, layer norm and RMS norm over the rows of a matrix, on any backend.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "kernels/host/norm.hpp"
#include "kernels/host/softmax.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct RowKernels {
  std::string backend;
  void (*softmax)(Stream&, const kernels::SoftmaxArguments&);
  void (*layernorm)(Stream&, const kernels::NormArguments&);
  void (*rmsnorm)(Stream&, const kernels::NormArguments&);
};

/// compute/softmax, compute/layernorm, compute/rmsnorm: float32[rows, columns], epsilon 1e-5.
/// Counts: 4 rows columns bytes read and as many written; layernorm reads 8 a column more, rmsnorm 4. Flop of
/// layernorm 8 an element, of rmsnorm 4, of softmax none: an exponential has no agreed number.
/// Checks: eta <= 1 against float64 (see bench/numerics/row_reference.hpp), then once more, bit for bit.
std::vector<std::unique_ptr<Benchmark>> row_benchmarks(const RowKernels& kernels);

}  // namespace gpubench
