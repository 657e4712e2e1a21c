/// The kernel of the affine chain.
#pragma once
#include <cstddef>

#include "kernels/host/affine_chain.hpp"

namespace gpubench::kernels::cuda {

__global__ void affine_chain_kernel(AffineChainArguments arguments) {
  const std::size_t step = static_cast<std::size_t>(gridDim.x) * blockDim.x;
  for (std::size_t i = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x; i < arguments.count;
       i += step) {
    float x = arguments.in[i];
    for (int pair = 0; pair < arguments.pairs; ++pair) {
      x = fmaf(x, arguments.scale, arguments.first);
      x = fmaf(x, arguments.scale, arguments.second);
    }
    arguments.out[i] = x;
  }
}

}  // namespace gpubench::kernels::cuda
