/// The stream pass on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/stream_pass.hpp"

namespace gpubench::kernels::cuda {

/// Throws std::runtime_error where the kernel can't be launched.
void stream_pass(void* stream, const StreamPassArguments<float>& arguments);
void stream_pass(void* stream, const StreamPassArguments<double>& arguments);

}  // namespace gpubench::kernels::cuda
