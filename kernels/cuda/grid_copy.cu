#include "kernels/cuda/grid_copy.hpp"

#include "kernels/cuda/grid_copy.cuh"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {

void grid_copy(void* stream, const GridCopyArguments& x) {
  grid_copy_kernel<<<x.blocks, x.threads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("grid_copy");
}

}  // namespace gpubench::kernels::cuda
