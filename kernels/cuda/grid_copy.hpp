/// The grid copy on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/grid_copy.hpp"

namespace gpubench::kernels::cuda {

/// Throws std::runtime_error where the kernel can't be launched.
void grid_copy(void* stream, const GridCopyArguments& arguments);

}  // namespace gpubench::kernels::cuda
