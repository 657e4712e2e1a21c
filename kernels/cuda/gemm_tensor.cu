#include "kernels/cuda/gemm_tensor.cuh"

#include <stdexcept>

#include "kernels/cuda/gemm_tensor.hpp"
#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
void launch(void* stream, const TensorGemmArguments& x) {
  const std::size_t tiles = pieces_of(x.m, kTensorTile) * pieces_of(x.n, kTensorTile);
  tensor_gemm_kernel<T><<<blocks_for(tiles), kTensorGemmThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("tensor_gemm");
}

}  // namespace

void tensor_gemm(void* stream, TensorType type, const TensorGemmArguments& arguments) {
  if (type == TensorType::f16) return launch<__half>(stream, arguments);
  if (type == TensorType::bf16) return launch<__nv_bfloat16>(stream, arguments);
  throw std::invalid_argument("tensor_gemm: no kernel but for f16 and bf16");
}

}  // namespace gpubench::kernels::cuda
