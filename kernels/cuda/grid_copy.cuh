/// The copy whose every thread has one 16-byte load in flight.
#pragma once
#include <cstddef>

#include "kernels/cuda/pack.cuh"
#include "kernels/host/grid_copy.hpp"

namespace gpubench::kernels::cuda {

__global__ void grid_copy_kernel(GridCopyArguments x) {
  const std::size_t step = std::size_t{gridDim.x} * blockDim.x * 4;
  for (std::size_t i = (std::size_t{blockIdx.x} * blockDim.x + threadIdx.x) * 4; i < x.count; i += step) {
    store_pack(x.out + i, load_pack(x.in + i));
  }
}

}  // namespace gpubench::kernels::cuda
