/// Attention on the tensor units of a CUDA device.
#pragma once
#include <cstddef>

#include "kernels/cuda/fma.hpp"

namespace gpubench::kernels::cuda {

/// As kernels::AttentionArguments, all four of f16 or of bf16: scores, their softmax and sums are f32, the
/// weights of the values are rounded to the type, and so is the output, once. width: 64 or 128. Each begins
/// at a multiple of 16 bytes. Counts: 4 width flop a pair of query and key; exponentials are left out.
struct TensorAttentionArguments {
  const void* q = nullptr;
  const void* k = nullptr;
  const void* v = nullptr;
  void* out = nullptr;
  std::size_t heads = 0;
  std::size_t length = 0;
  std::size_t width = 0;
  bool causal = false;
};

/// Equal arguments give equal bits. Throws std::runtime_error where the kernel can't be launched,
/// std::invalid_argument for another width or type.
void tensor_attention(void* stream, TensorType type, const TensorAttentionArguments& arguments);

}  // namespace gpubench::kernels::cuda
