#include "kernels/cuda/hold.hpp"

#include "kernels/cuda/hold_ptx.cuh"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {

void hold(void* stream, const HoldArguments& arguments) {
  hold_kernel<<<1, 1, 0, static_cast<cudaStream_t>(stream)>>>(arguments);
  check_launch("hold");
}

}  // namespace gpubench::kernels::cuda
