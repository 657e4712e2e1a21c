/// Filling and checking on a CUDA device; pointers in the arguments are the device's.
#pragma once
#include "kernels/host/pattern.hpp"

namespace gpubench::kernels::cuda {

/// They throw std::runtime_error where the kernel can't be launched.
void pattern_fill(void* stream, const PatternFillArguments<float>& arguments);
void pattern_fill(void* stream, const PatternFillArguments<double>& arguments);
void pattern_check(void* stream, const PatternCheckArguments<float>& arguments);
void pattern_check(void* stream, const PatternCheckArguments<double>& arguments);

}  // namespace gpubench::kernels::cuda
