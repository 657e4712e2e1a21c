/// The kernel that moves bytes.
#pragma once
#include <cstddef>

#include "kernels/cuda/transfer.hpp"

namespace gpubench::kernels::cuda {

__global__ void transfer_kernel(TransferArguments arguments) {
  const std::size_t step = static_cast<std::size_t>(gridDim.x) * blockDim.x;
  for (std::size_t i = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x; i < arguments.count;
       i += step) {
    arguments.to[i] = arguments.from[i];
  }
}

}  // namespace gpubench::kernels::cuda
