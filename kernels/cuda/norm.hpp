/// Layer norm and RMS norm on a device: see kernels/host/norm.hpp for what they do.
#pragma once
#include "kernels/host/norm.hpp"

namespace gpubench::kernels::cuda {

/// One launch; all arrays begin at multiples of 16 bytes. Throws std::runtime_error where it is refused,
/// std::invalid_argument where a row is too long.
void layernorm(void* stream, const NormArguments& arguments);
void rmsnorm(void* stream, const NormArguments& arguments);

}  // namespace gpubench::kernels::cuda
