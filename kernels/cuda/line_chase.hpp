/// The line chase on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/line_chase.hpp"

namespace gpubench::kernels::cuda {

/// Throws std::runtime_error where the kernel can't be launched.
void line_chase(void* stream, const LineChaseArguments& arguments);

}  // namespace gpubench::kernels::cuda
