/// Histograms counted in shared memory, block by block, and added up in the device's. Integers only: the
/// order of the atomic additions changes nothing.
#pragma once
#include <cstdint>

#include "kernels/cuda/combine.cuh"
#include "kernels/cuda/pack.cuh"
#include "kernels/cuda/shared.cuh"
#include "kernels/host/histogram.hpp"

namespace gpubench::kernels::cuda {

/// Bins a block counts: all of the small kind, a quarter of the large, since 65536 of them take more shared
/// memory than a multiprocessor has. Blocks of four neighbours read the same values, three of them from the
/// second-level cache.
inline constexpr int kHistogramRange = 16384;

template <class T>
inline constexpr int kHistogramRanges = sizeof(T) == 1
                                            ? 1
                                            : static_cast<int>(kHistogramBins<T>) / kHistogramRange;

/// Copies of the bins in shared memory: one a warp of the small kind, so that warps do not wait for one
/// another.
template <class T>
inline constexpr int kHistogramCopies = sizeof(T) == 1 ? 8 : 1;

template <class T>
inline constexpr int kHistogramThreads = sizeof(T) == 1 ? 256 : 512;

template <class T>
inline constexpr int kHistogramSharedBins = sizeof(T) == 1
                                                ? static_cast<int>(kHistogramBins<T>) * kHistogramCopies<T>
                                                : kHistogramRange;

template <class T>
__global__ void histogram_clear(HistogramArguments<T> a) {
  for (std::size_t i = blockIdx.x * blockDim.x + threadIdx.x; i < kHistogramBins<T>;
       i += gridDim.x * blockDim.x) {
    a.bins[i] = 0;
  }
}

/// Counts a value where this block's range holds it.
template <class T>
__device__ void count_value(std::int32_t* own_bins, unsigned range, T value) {
  if constexpr (kHistogramRanges<T> == 1) {
    atomicAdd(&own_bins[value], 1);
  } else {
    if (value / kHistogramRange == range) atomicAdd(&own_bins[value % kHistogramRange], 1);
  }
}

/// blockIdx.x: part of the values, times kHistogramRanges, plus the range of bins.
template <class T>
__global__ void histogram_count(HistogramArguments<T> a) {
  GPUBENCH_DYNAMIC_SHARED(std::int32_t, bins);
  for (int i = static_cast<int>(threadIdx.x); i < kHistogramSharedBins<T>; i += blockDim.x) bins[i] = 0;
  __syncthreads();
  constexpr int width = Pack<T>::count;
  const unsigned range = blockIdx.x % kHistogramRanges<T>;
  const unsigned copy = threadIdx.x / kWarpThreads % kHistogramCopies<T>;
  std::int32_t* const own_bins = bins + copy * (kHistogramSharedBins<T> / kHistogramCopies<T>);
  const std::size_t threads = static_cast<std::size_t>(gridDim.x / kHistogramRanges<T>) * blockDim.x;
  const std::size_t own =
      static_cast<std::size_t>(blockIdx.x / kHistogramRanges<T>) * blockDim.x + threadIdx.x;
  const std::size_t packs = a.count / width;
  for (std::size_t i = own; i < packs; i += threads) {
    const Pack<T> pack = load_pack(a.values + i * width);
    for (int k = 0; k < width; ++k) count_value(own_bins, range, pack.values[k]);
  }
  if (packs * width + own < a.count) count_value(own_bins, range, a.values[packs * width + own]);
  __syncthreads();
  constexpr int held = kHistogramSharedBins<T> / kHistogramCopies<T>;
  for (int bin = static_cast<int>(threadIdx.x); bin < held; bin += blockDim.x) {
    std::int32_t sum = 0;
    for (int c = 0; c < kHistogramCopies<T>; ++c) sum += bins[c * held + bin];
    if (sum != 0) atomicAdd(&a.bins[range * held + bin], sum);
  }
}

}  // namespace gpubench::kernels::cuda
