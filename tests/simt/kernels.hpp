/// Kernels that are right, for the harness to run; planted_test.cpp holds the wrong ones.
#pragma once
#include <cstddef>
#include <cstdint>

#include "kernels/cuda/shared.cuh"

namespace gpubench::simt {

/// sums[block] = the sum of the block's own `blockDim.x` values, by a tree. blockDim.x: a power of two, at
/// most 256.
__global__ inline void sum_by_tree(const float* values, float* sums) {
  GPUBENCH_SHARED(partial, float[256]);
  const unsigned i = threadIdx.x;
  partial[i] = values[blockIdx.x * blockDim.x + i];
  __syncthreads();
  for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
    if (i < half) partial[i] += partial[i + half];
    __syncthreads();
  }
  if (i == 0) sums[blockIdx.x] = partial[0];
}

/// The same by shuffles, a warp to a sum.
template <class T>
__global__ void sum_by_shuffles(const T* values, T* sums) {
  T sum = values[threadIdx.x];
  for (unsigned delta = 16; delta > 0; delta /= 2) sum += __shfl_down_sync(~0U, sum, delta);
  if (threadIdx.x % 32 == 0) sums[threadIdx.x / 32] = sum;
}

/// out[i] = values[blockDim.x - 1 - i], through dynamic shared memory.
__global__ inline void reverse(const int* values, int* out) {
  GPUBENCH_DYNAMIC_SHARED(int, held);
  held[threadIdx.x] = values[threadIdx.x];
  __syncthreads();
  out[threadIdx.x] = held[blockDim.x - 1 - threadIdx.x];
}

/// Lane i hands its value to lane i + 1 through shared memory, a warp's barrier between.
__global__ inline void pass_on_in_warp(const int* values, int* out) {
  GPUBENCH_SHARED(held, int[32]);
  for (int round = 0; round < 3; ++round) {
    held[threadIdx.x] = values[threadIdx.x] + round;
    __syncwarp();
    out[threadIdx.x] = held[(threadIdx.x + 1) % 32];
    __syncwarp();
  }
}

}  // namespace gpubench::simt
