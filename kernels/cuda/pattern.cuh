/// The kernels that fill with a pattern and check against it.
#pragma once
#include <cstddef>

#include "kernels/host/pattern_bits.hpp"

namespace gpubench::kernels::cuda {

template <class T>
__global__ void pattern_fill_kernel(PatternFillArguments<T> x) {
  const std::size_t step = std::size_t{gridDim.x} * blockDim.x;
  for (std::size_t i = std::size_t{blockIdx.x} * blockDim.x + threadIdx.x; i < x.count; i += step) {
    x.data[i] = x.values[i % x.period];
  }
}

/// Each thread adds what it found once: three atomics a thread are nothing beside its elements.
template <class T>
__global__ void pattern_check_kernel(PatternCheckArguments<T> x) {
  const std::size_t step = std::size_t{gridDim.x} * blockDim.x;
  PatternFindings found = kNothingFound;
  for (std::size_t i = std::size_t{blockIdx.x} * blockDim.x + threadIdx.x; i < x.count; i += step) {
    find_in_element(found, i, x.data[i], x.values[i % x.period]);
  }
  atomicMin(&x.findings->first_difference, found.first_difference);
  atomicAdd(&x.findings->digest_first, found.digest_first);
  atomicAdd(&x.findings->digest_second, found.digest_second);
}

}  // namespace gpubench::kernels::cuda
