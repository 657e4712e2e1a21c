/// Random access on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/random_access.hpp"

namespace gpubench::kernels::cuda {

/// They throw std::runtime_error where the kernel can't be launched.
void random_update(void* stream, const RandomUpdateArguments& arguments);
void gather(void* stream, const IndexedCopyArguments<float>& arguments);
void gather(void* stream, const IndexedCopyArguments<double>& arguments);
void scatter(void* stream, const IndexedCopyArguments<float>& arguments);
void scatter(void* stream, const IndexedCopyArguments<double>& arguments);

}  // namespace gpubench::kernels::cuda
