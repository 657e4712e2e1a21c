/// Launch: whether a kernel could be started.
#pragma once
#include <cuda_runtime.h>

#include <stdexcept>
#include <string>

namespace gpubench::kernels::cuda {

/// After each launch. Throws std::runtime_error "kernel NAME: <CUDA's own text>" where it was refused (a grid
/// too large, no image for this device); what goes wrong while it runs is told by the next synchronisation.
inline void check_launch(const char* name) {
  const cudaError_t code = cudaGetLastError();
  if (code != cudaSuccess) {
    throw std::runtime_error(std::string("kernel ") + name + ": " + cudaGetErrorString(code));
  }
}

}  // namespace gpubench::kernels::cuda
