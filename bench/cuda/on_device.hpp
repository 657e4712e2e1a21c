/// OnDevice: makes a device the current one for a while.
#pragma once
#include <cuda_runtime_api.h>

#include "bench/cuda/check.hpp"

namespace gpubench {

/// Throws std::runtime_error.
inline int current_device() {
  int device = 0;
  check_cuda(cudaGetDevice(&device), "cudaGetDevice");
  return device;
}

class OnDevice {
 public:
  /// Throws std::runtime_error.
  explicit OnDevice(int device) : before_(current_device()) {
    check_cuda(cudaSetDevice(device), "cudaSetDevice");
  }
  ~OnDevice() { cudaSetDevice(before_); }
  OnDevice(const OnDevice&) = delete;
  OnDevice& operator=(const OnDevice&) = delete;

 private:
  int before_;
};

}  // namespace gpubench
