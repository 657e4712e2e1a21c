/// block_sum: the sum of one value a thread.
#pragma once
#include "kernels/cuda/shared.cuh"

namespace gpubench::kernels::cuda {

/// For all `threads` threads of a block, a multiple of 32, x alone; the sum is thread 0's. The caller sees to
/// it that no two calls follow one another without a barrier.
template <unsigned threads, class T>
__device__ inline T block_sum(T value) {
  static_assert(threads % 32 == 0 && threads <= 1024);
  GPUBENCH_SHARED(warp_sums, T[threads / 32]);
  for (unsigned delta = 16; delta > 0; delta /= 2) value += __shfl_down_sync(~0U, value, delta);
  if (threadIdx.x % 32 == 0) warp_sums[threadIdx.x / 32] = value;
  __syncthreads();
  if (threadIdx.x == 0) {
    for (unsigned warp = 1; warp < threads / 32; ++warp) value += warp_sums[warp];
  }
  return value;
}

}  // namespace gpubench::kernels::cuda
