/// The kernel that only arrives.
#pragma once
#include <cstdint>

namespace gpubench::kernels::cuda {

/// No atomic: kernels of one stream run one after another. A store more than an empty kernel.
__global__ void arrival_kernel(std::uint64_t* counter) {
  if (blockIdx.x == 0 && threadIdx.x == 0) *counter += 1;
}

}  // namespace gpubench::kernels::cuda
