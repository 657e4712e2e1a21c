#include "kernels/cuda/norm.hpp"

#include "kernels/cuda/launch_rows.cuh"
#include "kernels/cuda/norm.cuh"

namespace gpubench::kernels::cuda {

void layernorm(void* stream, const NormArguments& arguments) {
  launch_rows("layernorm_rows", arguments.rows, arguments.columns, [&](unsigned blocks, auto shape) {
    layernorm_rows<decltype(shape)><<<blocks, kRowThreads, 0, static_cast<cudaStream_t>(stream)>>>(arguments);
  });
}

void rmsnorm(void* stream, const NormArguments& arguments) {
  launch_rows("rmsnorm_rows", arguments.rows, arguments.columns, [&](unsigned blocks, auto shape) {
    rmsnorm_rows<decltype(shape)><<<blocks, kRowThreads, 0, static_cast<cudaStream_t>(stream)>>>(arguments);
  });
}

}  // namespace gpubench::kernels::cuda
