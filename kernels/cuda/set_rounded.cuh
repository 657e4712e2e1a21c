/// set_rounded: f32 to the nearest f16 or bf16, by one name for both.
#pragma once
#include <cuda_bf16.h>
#include <cuda_fp16.h>

namespace gpubench::kernels::cuda {

__device__ inline void set_rounded(float value, __half& to) {
  to = __float2half_rn(value);
}
__device__ inline void set_rounded(float value, __nv_bfloat16& to) {
  to = __float2bfloat16_rn(value);
}

}  // namespace gpubench::kernels::cuda
