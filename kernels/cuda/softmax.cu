#include "kernels/cuda/softmax.hpp"

#include "kernels/cuda/launch_rows.cuh"
#include "kernels/cuda/softmax.cuh"

namespace gpubench::kernels::cuda {

void softmax(void* stream, const SoftmaxArguments& arguments) {
  launch_rows("softmax_rows", arguments.rows, arguments.columns, [&](unsigned blocks, auto shape) {
    softmax_rows<decltype(shape)><<<blocks, kRowThreads, 0, static_cast<cudaStream_t>(stream)>>>(arguments);
  });
}

}  // namespace gpubench::kernels::cuda
