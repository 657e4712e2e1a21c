/// Checked calls of cuBLASLt: every status is looked at, and a bad one is thrown by name.
#pragma once
#include <cublasLt.h>
#include <fmt/format.h>

#include <stdexcept>

namespace gpubench {

/// Throws std::runtime_error "cublas: cublasLtMatmul: <cuBLAS's own text> (status 7)".
inline void check_cublas(cublasStatus_t status, const char* call) {
  if (status != CUBLAS_STATUS_SUCCESS) [[unlikely]] {
    throw std::runtime_error(fmt::format("cublas: {}: {} (status {})", call, cublasLtGetStatusString(status),
                                         static_cast<int>(status)));
  }
}

}  // namespace gpubench
