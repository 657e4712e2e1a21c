/// Transpose on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/transpose.hpp"

namespace gpubench::kernels::cuda {

/// Throws std::runtime_error where the kernel can't be launched.
void transpose(void* stream, const TransposeArguments<float>& arguments);
void transpose(void* stream, const TransposeArguments<double>& arguments);

}  // namespace gpubench::kernels::cuda
