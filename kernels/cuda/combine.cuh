/// Combine: one value from those of all threads of a warp or a block, in a fixed order.
#pragma once
#include "kernels/cuda/shared.cuh"

namespace gpubench::kernels::cuda {

inline constexpr unsigned kWholeWarp = 0xffffffffU;
inline constexpr int kWarpThreads = 32;

struct Add {
  template <class T>
  __device__ T operator()(T a, T b) const {
    return a + b;
  }
};

struct Larger {
  template <class T>
  __device__ T operator()(T a, T b) const {
    return a < b ? b : a;
  }
};

/// Every lane gets the same bits: a butterfly, and either operand may stand first.
template <class T, class Operation>
__device__ T combine_warp(T value, Operation operation) {
  for (int lanes = kWarpThreads / 2; lanes > 0; lanes /= 2) {
    value = operation(value, __shfl_xor_sync(kWholeWarp, value, lanes));
  }
  return value;
}

/// Every thread gets the same bits. All threads of the block call it; they are whole warps, at most 32.
template <class T, class Operation>
__device__ T combine_block(T value, T neutral, Operation operation) {
  GPUBENCH_SHARED(parts, T[kWarpThreads]);
  const unsigned lane = threadIdx.x % kWarpThreads, warp = threadIdx.x / kWarpThreads;
  value = combine_warp(value, operation);
  __syncthreads();  // What an earlier call left in parts has been read by all.
  if (lane == 0) parts[warp] = value;
  __syncthreads();
  return combine_warp(lane < blockDim.x / kWarpThreads ? parts[lane] : neutral, operation);
}

}  // namespace gpubench::kernels::cuda
