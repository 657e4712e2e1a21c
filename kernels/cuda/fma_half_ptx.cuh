/// Vectors of two half-precision numbers, which one instruction multiplies and adds.
#pragma once
#include <cuda_bf16.h>
#include <cuda_fp16.h>

namespace gpubench::kernels::cuda {

struct HalfUnit {
  using Vector = __half2;
  static __device__ Vector all(float value) { return __float2half2_rn(value); }
  static __device__ Vector multiply_add(Vector x, Vector m, Vector a) { return __hfma2(x, m, a); }
};

struct BfloatUnit {
  using Vector = __nv_bfloat162;
  static __device__ Vector all(float value) { return __float2bfloat162_rn(value); }
  static __device__ Vector multiply_add(Vector x, Vector m, Vector a) { return __hfma2(x, m, a); }
};

}  // namespace gpubench::kernels::cuda
