/// Affine chain on a device.
#pragma once
#include "kernels/host/affine_chain.hpp"

namespace gpubench::kernels::cuda {

/// As its host twin; in and out are the device's. Throws std::runtime_error where it can't be launched.
void affine_chain(void* stream, const AffineChainArguments& arguments);

}  // namespace gpubench::kernels::cuda
