/// Attention on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/attention.hpp"

namespace gpubench::kernels::cuda {

/// On the ordinary arithmetic units, in float32; equal arguments give equal bits.
/// Throws std::runtime_error where the kernel can't be launched, std::invalid_argument for a width it has no
/// code for.
void attention(void* stream, const AttentionArguments& arguments);

}  // namespace gpubench::kernels::cuda
