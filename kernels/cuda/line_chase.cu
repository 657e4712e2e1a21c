#include "kernels/cuda/line_chase.hpp"

#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/line_chase.cuh"

namespace gpubench::kernels::cuda {

void line_chase(void* stream, const LineChaseArguments& arguments) {
  line_chase_kernel<<<1, 1, 0, static_cast<cudaStream_t>(stream)>>>(arguments);
  check_launch("line_chase");
}

}  // namespace gpubench::kernels::cuda
