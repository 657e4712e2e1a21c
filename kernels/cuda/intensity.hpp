/// Arithmetic beside memory traffic on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/fma.hpp"

namespace gpubench::kernels::cuda {

/// False, and nothing is done, for another number of operations than the host's intensity() does.
/// Throws std::runtime_error where the kernel can't be launched.
bool intensity(void* stream, const IntensityArguments<float>& arguments);
bool intensity(void* stream, const IntensityArguments<double>& arguments);

}  // namespace gpubench::kernels::cuda
