/// The kernels that read words and sum them.
#pragma once
#include <cstddef>
#include <cstdint>

#include "kernels/cuda/block_sum.cuh"
#include "kernels/cuda/pack.cuh"
#include "kernels/cuda/unroll.cuh"
#include "kernels/host/word_read.hpp"

namespace gpubench::kernels::cuda {

inline constexpr unsigned kReadThreads = 256;  ///< A pack, or four accesses, of a tile for each.
inline constexpr unsigned kSharedThreads = 1024;
inline constexpr unsigned kSharedBlocks = 2;  ///< Of a multiprocessor, which they fill.

__device__ inline std::uint32_t sum_of(const Pack<std::uint32_t>& pack) {
  return pack.values[0] + pack.values[1] + pack.values[2] + pack.values[3];
}

/// gridDim.x = x.parts. Past the first-level cache: a part small enough to stay there would be read from it.
__global__ void __launch_bounds__(kReadThreads) resident_read_kernel(WordReadArguments x) {
  std::uint32_t sum = 0;
  std::size_t part = blockIdx.x;
  for (std::uint64_t q = 0; q < x.passes; ++q) {
    for (std::size_t i = part * kReadTileWords + threadIdx.x * 4; i < x.count;
         i += x.parts * kReadTileWords) {
      sum += sum_of(load_pack_past_l1(x.data + i));
    }
    part = part + 1 < x.parts ? part + 1 : 0;
  }
  sum = block_sum<kReadThreads>(sum);
  if (threadIdx.x == 0) x.sums[blockIdx.x] = sum;
}

/// gridDim.x = x.parts. Neighbouring threads make neighbouring accesses, four each in flight.
__global__ void __launch_bounds__(kReadThreads) strided_read_kernel(WordReadArguments x) {
  const std::size_t accesses = (x.count + x.stride - 1) / x.stride;
  std::uint32_t sum = 0;
  for (std::size_t first = blockIdx.x * kReadTileWords; first < accesses; first += x.parts * kReadTileWords) {
    GPUBENCH_UNROLL
    for (unsigned u = 0; u < kReadTileWords / kReadThreads; ++u) {
      const std::size_t i = first + u * kReadThreads + threadIdx.x;
      if (i < accesses) sum += x.data[i * x.stride];
    }
  }
  sum = block_sum<kReadThreads>(sum);
  if (threadIdx.x == 0) x.sums[blockIdx.x] = sum;
}

/// gridDim.x = x.parts. Each pass begins one pack further, so that no value stays in a register; neighbouring
/// threads read neighbouring packs, without bank conflicts.
__global__ void __launch_bounds__(kSharedThreads, kSharedBlocks) shared_read_kernel(WordReadArguments x) {
  constexpr unsigned packs = kSharedReadWords / 4;
  static_assert((packs & (packs - 1)) == 0 && packs % kSharedThreads == 0);
  GPUBENCH_SHARED(held, Pack<std::uint32_t>[packs]);
  for (unsigned i = threadIdx.x; i < packs; i += kSharedThreads) held[i] = load_pack(x.data + 4 * i);
  __syncthreads();
  std::uint32_t sum = 0;
  for (std::uint64_t q = 0; q < x.passes; ++q) {
    GPUBENCH_UNROLL
    for (unsigned u = 0; u < packs / kSharedThreads; ++u) {
      sum += sum_of(held[(threadIdx.x + u * kSharedThreads + static_cast<unsigned>(q)) & (packs - 1)]);
    }
  }
  sum = block_sum<kSharedThreads>(sum);
  if (threadIdx.x == 0) x.sums[blockIdx.x] = sum;
}

}  // namespace gpubench::kernels::cuda
