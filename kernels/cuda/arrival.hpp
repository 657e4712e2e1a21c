/// Arrival: the smallest kernel that leaves a trace.
#pragma once
#include <cstdint>

namespace gpubench::kernels::cuda {

/// One thread adds 1 to a counter in device memory. Throws std::runtime_error where it can't be launched.
void arrive(void* stream, std::uint64_t* counter);

}  // namespace gpubench::kernels::cuda
