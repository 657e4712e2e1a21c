/// The random access kernels. Four independent accesses a thread are in flight at once.
#pragma once
#include <cstddef>
#include <cstdint>

#include "kernels/cuda/unroll.cuh"
#include "kernels/host/random_access.hpp"

namespace gpubench::kernels::cuda {

inline constexpr unsigned kAccessesInFlight = 4;

__global__ void random_update_kernel(RandomUpdateArguments x) {
  const std::uint64_t threads = std::uint64_t{gridDim.x} * blockDim.x;
  for (std::uint64_t i = std::uint64_t{blockIdx.x} * blockDim.x + threadIdx.x; i < x.updates; i += threads) {
    const std::uint64_t word = random_word(x.seed, i);
    // The old value is not used, so the multiprocessor does not wait for it.
    atomicAdd(&x.table[word & (x.places - 1)], static_cast<unsigned long long>(word));
  }
}

/// Loads before stores: a store could change what a later load reads, so the compiler keeps their order.
template <class T>
__global__ void gather_kernel(IndexedCopyArguments<T> x) {
  const std::size_t threads = std::size_t{gridDim.x} * blockDim.x;
  for (std::size_t first = std::size_t{blockIdx.x} * blockDim.x + threadIdx.x; first < x.count;
       first += kAccessesInFlight * threads) {
    T values[kAccessesInFlight];
    GPUBENCH_UNROLL
    for (unsigned u = 0; u < kAccessesInFlight; ++u) {
      const std::size_t i = first + u * threads;
      if (i < x.count) values[u] = x.in[x.index[i]];
    }
    GPUBENCH_UNROLL
    for (unsigned u = 0; u < kAccessesInFlight; ++u) {
      const std::size_t i = first + u * threads;
      if (i < x.count) x.out[i] = values[u];
    }
  }
}

template <class T>
__global__ void scatter_kernel(IndexedCopyArguments<T> x) {
  const std::size_t threads = std::size_t{gridDim.x} * blockDim.x;
  for (std::size_t i = std::size_t{blockIdx.x} * blockDim.x + threadIdx.x; i < x.count; i += threads) {
    x.out[x.index[i]] = x.in[i];
  }
}

}  // namespace gpubench::kernels::cuda
