/// Reduce on a device: see kernels/host/reduce.hpp for what it does.
#pragma once
#include "kernels/host/reduce.hpp"

namespace gpubench::kernels::cuda {

/// Two launches, the same bits each time. Throws std::runtime_error where one is refused.
void reduce(void* stream, const ReduceArguments<float>& arguments);
void reduce(void* stream, const ReduceArguments<double>& arguments);

}  // namespace gpubench::kernels::cuda
