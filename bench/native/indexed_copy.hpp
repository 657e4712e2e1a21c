/// gather and scatter: copies whose reads, or writes, follow no order.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "kernels/host/random_access.hpp"

namespace gpubench {

template <class T>
struct TypedIndexedCopyKernels {
  void (*gather)(Stream&, const kernels::IndexedCopyArguments<T>&);
  void (*scatter)(Stream&, const kernels::IndexedCopyArguments<T>&);
};

/// What a backend brings; pointers in the arguments are its memory's.
struct IndexedCopyKernels {
  std::string backend;
  TypedIndexedCopyKernels<float> f32;
  TypedIndexedCopyKernels<double> f64;
};

/// memory/gather and memory/scatter.
std::vector<std::unique_ptr<Benchmark>> indexed_copy_benchmarks(const IndexedCopyKernels& kernels);

}  // namespace gpubench
