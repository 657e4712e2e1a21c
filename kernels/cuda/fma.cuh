/// The multiply-add kernel of the ordinary units. Unit says what a vector is and how it is multiplied and
/// added.
#pragma once
#include <cmath>
#include <cstddef>

#include "kernels/cuda/fma.hpp"
#include "kernels/cuda/shared.cuh"
#include "kernels/cuda/unroll.cuh"

namespace gpubench::kernels::cuda {

/// float or double: a vector of one.
template <class T>
struct ScalarUnit {
  using Vector = T;
  static __device__ T all(float value) { return static_cast<T>(value); }
  static __device__ T multiply_add(T x, T m, T a) { return fma(x, m, a); }
};

/// x = x*m + first; x = x*m + second, `count` times in groups that are unrolled, so that what a loop costs
/// hides.
template <class Unit, int group, int chains>
__device__ void apply_pairs(typename Unit::Vector (&x)[chains], int count, typename Unit::Vector m,
                            typename Unit::Vector first, typename Unit::Vector second) {
  for (int done = 0; done < count; done += group) {
    GPUBENCH_UNROLL
    for (int pair = 0; pair < group; ++pair) {
      GPUBENCH_UNROLL
      for (int c = 0; c < chains; ++c) x[c] = Unit::multiply_add(x[c], m, first);
      GPUBENCH_UNROLL
      for (int c = 0; c < chains; ++c) x[c] = Unit::multiply_add(x[c], m, second);
    }
  }
}

/// up, down: kPairsUp and kPairsDown, given at run time so that the loops over groups stay loops.
template <class Unit, int chains>
__global__ void __launch_bounds__(kFmaThreads) fma_peak_kernel(FmaPeakArguments arguments, int up, int down) {
  using Vector = typename Unit::Vector;
  const auto* in = static_cast<const Vector*>(arguments.in);
  auto* out = static_cast<Vector*>(arguments.out);
  const std::size_t threads = static_cast<std::size_t>(gridDim.x) * blockDim.x;
  const std::size_t thread = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  const Vector m = Unit::all(arguments.m), a = Unit::all(arguments.a), b = Unit::all(arguments.b);
  Vector x[chains];
  GPUBENCH_UNROLL
  for (int c = 0; c < chains; ++c) x[c] = in[c * threads + thread];
  for (int round = 0; round < arguments.rounds; ++round) {
    apply_pairs<Unit, 8>(x, up, m, a, b);
    apply_pairs<Unit, 9>(x, down, m, b, a);
  }
  GPUBENCH_UNROLL
  for (int c = 0; c < chains; ++c) out[c * threads + thread] = x[c];
}

}  // namespace gpubench::kernels::cuda
