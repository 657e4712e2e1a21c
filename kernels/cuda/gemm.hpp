/// The matrix product on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/gemm.hpp"

namespace gpubench::kernels::cuda {

/// On the ordinary arithmetic units, in the type's own precision; equal arguments give equal bits.
/// Throws std::runtime_error where the kernel can't be launched.
void gemm(void* stream, const GemmArguments<float>& arguments);
void gemm(void* stream, const GemmArguments<double>& arguments);

}  // namespace gpubench::kernels::cuda
