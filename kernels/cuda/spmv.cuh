/// A sparse matrix times a vector, a row a warp. Source: Bell, Garland: Implementing Sparse Matrix-Vector
/// Multiplication on Throughput-Oriented Processors (SC 2009), the CSR vector kernel.
#pragma once
#include "kernels/cuda/combine.cuh"
#include "kernels/host/spmv.hpp"

namespace gpubench::kernels::cuda {

inline constexpr int kSpmvThreads = 256;

/// Neighbouring lanes take neighbouring entries, so that values and columns come in whole lines; the order of
/// additions follows from the row alone.
template <class T>
__global__ void spmv_rows(SpmvArguments<T> a) {
  const int lane = static_cast<int>(threadIdx.x % kWarpThreads);
  const std::size_t own = (static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x) / kWarpThreads;
  const std::size_t warps = static_cast<std::size_t>(gridDim.x) * blockDim.x / kWarpThreads;
  for (std::size_t row = own; row < a.rows; row += warps) {
    const std::int32_t end = a.starts[row + 1];
    T sum = 0;
    for (std::int32_t i = a.starts[row] + lane; i < end; i += kWarpThreads) {
      sum += a.values[i] * __ldg(a.x + a.columns[i]);
    }
    sum = combine_warp(sum, Add());
    if (lane == 0) a.y[row] = sum;
  }
}

}  // namespace gpubench::kernels::cuda
