#include "kernels/cuda/arrival.hpp"

#include "kernels/cuda/arrival.cuh"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {

void arrive(void* stream, std::uint64_t* counter) {
  arrival_kernel<<<1, 1, 0, static_cast<cudaStream_t>(stream)>>>(counter);
  check_launch("arrival");
}

}  // namespace gpubench::kernels::cuda
