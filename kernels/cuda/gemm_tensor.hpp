/// The matrix product on the tensor units of a CUDA device.
#pragma once
#include <cstddef>

#include "kernels/cuda/fma.hpp"

namespace gpubench::kernels::cuda {

/// C[i,j] = sum over l of A[i,l] B[l,j], all row-major without gaps and of one type; sums are f32, rounded
/// once to C's type. m, n, k >= 1; every matrix begins at a multiple of 16 bytes. Counts: 2 m n k flop; A and
/// B read once and C written once: what blocking reads again is left out.
struct TensorGemmArguments {
  const void* a = nullptr;  ///< [m, k]
  const void* b = nullptr;  ///< [k, n]
  void* c = nullptr;        ///< [m, n]
  std::size_t m = 0;
  std::size_t n = 0;
  std::size_t k = 0;
};

/// Of f16 and bf16; equal arguments give equal bits. Throws std::runtime_error where the kernel can't be
/// launched, std::invalid_argument for another type.
void tensor_gemm(void* stream, TensorType type, const TensorGemmArguments& arguments);

}  // namespace gpubench::kernels::cuda
