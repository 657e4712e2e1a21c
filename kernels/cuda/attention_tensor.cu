#include "kernels/cuda/attention_tensor.cuh"

#include <stdexcept>
#include <string>

#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class T, int width>
void launch(void* stream, const TensorAttentionArguments& x) {
  constexpr int shared = sizeof(TensorAttentionShared<T, width>);
  // Beyond 48 KiB a kernel has to be allowed its shared memory.
  const cudaError_t code = cudaFuncSetAttribute(tensor_attention_kernel<T, width>,
                                                cudaFuncAttributeMaxDynamicSharedMemorySize, shared);
  if (code != cudaSuccess) {
    throw std::runtime_error("cudaFuncSetAttribute: tensor_attention: " +
                             std::string(cudaGetErrorString(code)));
  }
  constexpr double log2_of_e = 1.4426950408889634;
  const auto score_scale = static_cast<float>(log2_of_e / std::sqrt(static_cast<double>(width)));
  const unsigned blocks = blocks_for(x.heads * pieces_of(x.length, kTensorQueries));
  tensor_attention_kernel<T, width>
      <<<blocks, kTensorAttentionThreads, shared, static_cast<cudaStream_t>(stream)>>>(x, score_scale);
  check_launch("tensor_attention");
}

template <class T>
void launch(void* stream, const TensorAttentionArguments& x) {
  if (x.width == 64) return launch<T, 64>(stream, x);
  if (x.width == 128) return launch<T, 128>(stream, x);
  throw std::invalid_argument("tensor_attention: no kernel for rows of " + std::to_string(x.width));
}

}  // namespace

void tensor_attention(void* stream, TensorType type, const TensorAttentionArguments& arguments) {
  if (type == TensorType::f16) return launch<__half>(stream, arguments);
  if (type == TensorType::bf16) return launch<__nv_bfloat16>(stream, arguments);
  throw std::invalid_argument("tensor_attention: no kernel but for f16 and bf16");
}

}  // namespace gpubench::kernels::cuda
