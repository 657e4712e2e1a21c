#include "kernels/cuda/affine_chain.hpp"

#include <algorithm>

#include "kernels/cuda/affine_chain.cuh"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {

void affine_chain(void* stream, const AffineChainArguments& arguments) {
  // 8 blocks of 256 threads fill a multiprocessor; no device has 256 of them.
  constexpr unsigned threads = 256;
  constexpr std::size_t blocks_max = 2048;
  const std::size_t blocks = std::min(blocks_max, (arguments.count + threads - 1) / threads);
  if (blocks == 0) return;
  affine_chain_kernel<<<static_cast<unsigned>(blocks), threads, 0, static_cast<cudaStream_t>(stream)>>>(
      arguments);
  check_launch("affine_chain");
}

}  // namespace gpubench::kernels::cuda
