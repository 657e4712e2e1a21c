/// Histogram on a device: see kernels/host/histogram.hpp for what it does.
#pragma once
#include "kernels/host/histogram.hpp"

namespace gpubench::kernels::cuda {

/// Two launches. Throws std::runtime_error where one is refused.
void histogram(void* stream, const HistogramArguments<std::uint8_t>& arguments);
void histogram(void* stream, const HistogramArguments<std::uint16_t>& arguments);

}  // namespace gpubench::kernels::cuda
