/// Scan on a device: see kernels/host/scan.hpp for what it does.
#pragma once
#include "kernels/host/scan.hpp"

namespace gpubench::kernels::cuda {

/// Two launches. Throws std::runtime_error where one is refused.
void scan(void* stream, const ScanArguments<std::int32_t>& arguments);
void scan(void* stream, const ScanArguments<float>& arguments);

}  // namespace gpubench::kernels::cuda
