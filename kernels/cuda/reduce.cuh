/// The sum of an array in two passes: a sum a block, then the sum of those. Without atomics, so that the bits
/// do not depend on which block ends first.
#pragma once
#include "kernels/cuda/combine.cuh"
#include "kernels/cuda/pack.cuh"
#include "kernels/host/reduce.hpp"

namespace gpubench::kernels::cuda {

inline constexpr int kReduceThreads = 256;

/// partials[b] = the sum of block b's elements. Four packs a thread are under way at once, in as many sums:
/// memory answers after some 600 cycles, and the more was asked for by then the better.
template <class T>
__global__ void reduce_parts(ReduceArguments<T> a) {
  constexpr int unroll = 4, width = Pack<T>::count;
  const std::size_t packs = a.count / width;
  const std::size_t threads = static_cast<std::size_t>(gridDim.x) * blockDim.x;
  const std::size_t own = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  T sums[unroll][width] = {};
  std::size_t i = own;
  for (; i + (unroll - 1) * threads < packs; i += unroll * threads) {
    Pack<T> read[unroll];
    for (int u = 0; u < unroll; ++u) read[u] = load_pack(a.x + (i + u * threads) * width);
    for (int u = 0; u < unroll; ++u) {
      for (int k = 0; k < width; ++k) sums[u][k] += read[u].values[k];
    }
  }
  for (; i < packs; i += threads) {
    const Pack<T> read = load_pack(a.x + i * width);
    for (int k = 0; k < width; ++k) sums[0][k] += read.values[k];
  }
  T sum = 0;
  for (int u = 0; u < unroll; ++u) {
    for (int k = 0; k < width; ++k) sum += sums[u][k];
  }
  if (packs * width + own < a.count) sum += a.x[packs * width + own];  // Less than a pack is left.
  sum = combine_block(sum, T{0}, Add());
  if (threadIdx.x == 0) a.partials[blockIdx.x] = sum;
}

/// One block: sum[0] = the sum of all partials.
template <class T>
__global__ void reduce_partials(ReduceArguments<T> a) {
  T sum = 0;
  for (std::size_t p = threadIdx.x; p < kReducePartials; p += blockDim.x) sum += a.partials[p];
  sum = combine_block(sum, T{0}, Add());
  if (threadIdx.x == 0) a.sum[0] = sum;
}

}  // namespace gpubench::kernels::cuda
