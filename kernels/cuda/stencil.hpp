/// Stencil on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/stencil.hpp"

namespace gpubench::kernels::cuda {

/// Throws std::runtime_error where the kernel can't be launched.
void stencil(void* stream, const StencilArguments<float>& arguments);
void stencil(void* stream, const StencilArguments<double>& arguments);

}  // namespace gpubench::kernels::cuda
