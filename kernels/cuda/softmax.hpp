/// Softmax on a device: see kernels/host/softmax.hpp for what it does.
#pragma once
#include "kernels/host/softmax.hpp"

namespace gpubench::kernels::cuda {

/// One launch; all arrays begin at multiples of 16 bytes. Throws std::runtime_error where it is refused,
/// std::invalid_argument where a row is too long.
void softmax(void* stream, const SoftmaxArguments& arguments);

}  // namespace gpubench::kernels::cuda
