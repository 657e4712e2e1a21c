/// The stream kernels: 16-byte loads, four of each array in flight a thread.
#pragma once
#include <cstddef>

#include "kernels/cuda/block_sum.cuh"
#include "kernels/cuda/pack.cuh"
#include "kernels/cuda/unroll.cuh"
#include "kernels/host/stream_pass.hpp"
#include "kernels/host/stream_value.hpp"

namespace gpubench::kernels::cuda {

inline constexpr unsigned kStreamThreads = 256;
inline constexpr unsigned kStreamLoads = kStreamTileBytes / 16 / kStreamThreads;

/// The packs of one thread in a whole tile that begins at element `first` of an array.
template <class T>
struct TilePacks {
  Pack<T> packs[kStreamLoads];

  static __device__ std::size_t place(std::size_t first, unsigned load) {
    return first + (load * kStreamThreads + threadIdx.x) * Pack<T>::count;
  }
  __device__ void load(const T* array, std::size_t first) {
    GPUBENCH_UNROLL
    for (unsigned u = 0; u < kStreamLoads; ++u) packs[u] = load_pack(array + place(first, u));
  }
};

/// What the pass makes of the thread's part of a whole tile. All loads come before the first use.
template <StreamOperation operation, class T>
__device__ inline TilePacks<T> tile_values(const StreamPassArguments<T>& x, std::size_t first) {
  TilePacks<T> a{}, b{}, c{};
  if constexpr (reads_a(operation)) a.load(x.a, first);
  if constexpr (reads_b(operation)) b.load(x.b, first);
  if constexpr (reads_c(operation)) c.load(x.c, first);
  GPUBENCH_UNROLL
  for (unsigned u = 0; u < kStreamLoads; ++u) {
    GPUBENCH_UNROLL
    for (int k = 0; k < Pack<T>::count; ++k) {
      a.packs[u].values[k] =
          stream_value<operation>(a.packs[u].values[k], b.packs[u].values[k], c.packs[u].values[k], x.scalar);
    }
  }
  return a;
}

template <StreamOperation operation, class T>
__device__ inline T element_value(const StreamPassArguments<T>& x, std::size_t i) {
  T a = 0, b = 0, c = 0;
  if constexpr (reads_a(operation)) a = x.a[i];
  if constexpr (reads_b(operation)) b = x.b[i];
  if constexpr (reads_c(operation)) c = x.c[i];
  return stream_value<operation>(a, b, c, x.scalar);
}

/// Blocks of kStreamThreads take tile after tile; the last tile may be less than whole.
template <StreamOperation operation, class T>
__global__ void __launch_bounds__(kStreamThreads) stream_map_kernel(StreamPassArguments<T> x) {
  constexpr std::size_t tile = kStreamTileBytes / sizeof(T);
  for (std::size_t first = blockIdx.x * tile; first < x.count; first += gridDim.x * tile) {
    if (x.count - first >= tile) {
      const TilePacks<T> values = tile_values<operation>(x, first);
      GPUBENCH_UNROLL
      for (unsigned u = 0; u < kStreamLoads; ++u) {
        store_pack(x.a + TilePacks<T>::place(first, u), values.packs[u]);
      }
    } else {
      for (std::size_t i = first + threadIdx.x; i < x.count; i += kStreamThreads) {
        x.a[i] = element_value<operation>(x, i);
      }
    }
  }
}

/// gridDim.x = x.parts. A thread's share of one tile is summed in T, 16 elements at most, all else in double.
template <StreamOperation operation, class T>
__global__ void __launch_bounds__(kStreamThreads) stream_sum_kernel(StreamPassArguments<T> x) {
  constexpr std::size_t tile = kStreamTileBytes / sizeof(T);
  double sum = 0;
  for (std::size_t first = blockIdx.x * tile; first < x.count; first += gridDim.x * tile) {
    if (x.count - first >= tile) {
      const TilePacks<T> values = tile_values<operation>(x, first);
      T part = 0;
      GPUBENCH_UNROLL
      for (unsigned u = 0; u < kStreamLoads; ++u) {
        GPUBENCH_UNROLL
        for (int k = 0; k < Pack<T>::count; ++k) part += values.packs[u].values[k];
      }
      sum += static_cast<double>(part);
    } else {
      for (std::size_t i = first + threadIdx.x; i < x.count; i += kStreamThreads) {
        sum += static_cast<double>(element_value<operation>(x, i));
      }
    }
  }
  sum = block_sum<kStreamThreads>(sum);
  if (threadIdx.x == 0) x.sums[blockIdx.x] = sum;
}

}  // namespace gpubench::kernels::cuda
