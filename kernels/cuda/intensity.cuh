/// The kernel of arithmetic beside memory traffic.
#pragma once
#include <cstddef>

#include "kernels/cuda/fma.cuh"
#include "kernels/cuda/unroll.cuh"
#include "kernels/host/fma.hpp"

namespace gpubench::kernels::cuda {

/// Elements of a thread at a time: their loads are in flight together, and their arithmetic hides one
/// another's latency.
inline constexpr int kIntensityGroup = 4;

template <class T>
__device__ void apply_flop(T (&x)[kIntensityGroup], std::int64_t flop, const FmaConstants<T>& constants) {
  if (flop > 2) {
    apply_pairs<ScalarUnit<T>, 1>(x, static_cast<int>(flop / 4), constants.m, constants.a, constants.b);
    return;
  }
  GPUBENCH_UNROLL
  for (T& value : x) value = flop == 1 ? value + constants.b : fma(value, -constants.m, constants.b);
}

/// For blocks of any number of threads, each with kIntensityGroup elements a thread at a time.
template <class T>
__global__ void intensity_kernel(IntensityArguments<T> arguments) {
  const std::size_t piece = static_cast<std::size_t>(blockDim.x) * kIntensityGroup;
  for (std::size_t first = blockIdx.x * piece; first < arguments.count; first += gridDim.x * piece) {
    T x[kIntensityGroup];
    GPUBENCH_UNROLL
    for (int g = 0; g < kIntensityGroup; ++g) {
      const std::size_t i = first + g * blockDim.x + threadIdx.x;
      x[g] = i < arguments.count ? arguments.data[i] : T(0);
    }
    apply_flop(x, arguments.flop, arguments.constants);
    GPUBENCH_UNROLL
    for (int g = 0; g < kIntensityGroup; ++g) {
      const std::size_t i = first + g * blockDim.x + threadIdx.x;
      if (i < arguments.count) arguments.data[i] = x[g];
    }
  }
}

}  // namespace gpubench::kernels::cuda
