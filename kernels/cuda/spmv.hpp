/// Spmv on a device: see kernels/host/spmv.hpp for what it does.
#pragma once
#include "kernels/host/spmv.hpp"

namespace gpubench::kernels::cuda {

/// One launch. Throws std::runtime_error where it is refused.
void spmv(void* stream, const SpmvArguments<float>& arguments);
void spmv(void* stream, const SpmvArguments<double>& arguments);

}  // namespace gpubench::kernels::cuda
