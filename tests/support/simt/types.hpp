/// CUDA's types, from the toolkit's own headers where there is one, so that kernels may use cuda_fp16.h.
#pragma once
#if __has_include(<vector_types.h>)
#include <vector_types.h>
#else
struct uint3 {
  unsigned x, y, z;
};
struct alignas(16) uint4 {
  unsigned x, y, z, w;
};
struct dim3 {
  unsigned x, y, z;
  constexpr dim3(unsigned width = 1, unsigned height = 1, unsigned depth = 1)
      : x(width), y(height), z(depth) {}
};
#define __global__
#define __device__
#define __host__
#define __constant__ static
#define __forceinline__ inline
#endif
#ifndef __launch_bounds__
#define __launch_bounds__(...)
#endif

// A kernel's own __shared__ would be a local variable here.
#undef __shared__
#define __shared__ static_assert(false, "declare shared memory with GPUBENCH_SHARED");
