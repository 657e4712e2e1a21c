/// The CUDA devices this process sees.
#pragma once
#include <memory>
#include <string>

#include "bench/api/devices.hpp"

namespace gpubench {

/// Null, with the reason in one line, where there is no driver, none for this runtime, or no device.
std::unique_ptr<DeviceProvider> open_cuda_devices(std::string& reason);

}  // namespace gpubench
