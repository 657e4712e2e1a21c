/// Checked calls of the CUDA runtime: every return code is looked at, and a bad one is thrown by name.
#pragma once
#include <cuda_runtime_api.h>
#include <fmt/format.h>

#include <stdexcept>

namespace gpubench {

/// Throws std::runtime_error "cuda: cudaMalloc: <CUDA's own text> (code 2)".
[[noreturn]] inline void throw_cuda_error(cudaError_t code, const char* call) {
  cudaGetLastError();  // it is told here: left behind, the next launch's check would take it for its own
  throw std::runtime_error(
      fmt::format("cuda: {}: {} (code {})", call, cudaGetErrorString(code), static_cast<int>(code)));
}

inline void check_cuda(cudaError_t code, const char* call) {
  if (code != cudaSuccess) [[unlikely]]
    throw_cuda_error(code, call);
}

}  // namespace gpubench
