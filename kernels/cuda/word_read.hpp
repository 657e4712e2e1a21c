/// Word reads on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/word_read.hpp"

namespace gpubench::kernels::cuda {

/// They throw std::runtime_error where the kernel can't be launched.
void resident_read(void* stream, const WordReadArguments& arguments);
void strided_read(void* stream, const WordReadArguments& arguments);
void shared_read(void* stream, const WordReadArguments& arguments);

}  // namespace gpubench::kernels::cuda
