/// Checked calls of cuFFT: every result is looked at, and a bad one is thrown by name.
#pragma once
#include <cufft.h>
#include <fmt/format.h>

#include <stdexcept>

namespace gpubench {

/// cuFFT has no text of its own: the names are those of its header.
inline const char* cufft_text(cufftResult result) {
  switch (result) {
    case CUFFT_INVALID_PLAN:
      return "CUFFT_INVALID_PLAN";
    case CUFFT_ALLOC_FAILED:
      return "CUFFT_ALLOC_FAILED";
    case CUFFT_INVALID_TYPE:
      return "CUFFT_INVALID_TYPE";
    case CUFFT_INVALID_VALUE:
      return "CUFFT_INVALID_VALUE";
    case CUFFT_INTERNAL_ERROR:
      return "CUFFT_INTERNAL_ERROR";
    case CUFFT_EXEC_FAILED:
      return "CUFFT_EXEC_FAILED";
    case CUFFT_SETUP_FAILED:
      return "CUFFT_SETUP_FAILED";
    case CUFFT_INVALID_SIZE:
      return "CUFFT_INVALID_SIZE";
    case CUFFT_NO_WORKSPACE:
      return "CUFFT_NO_WORKSPACE";
    case CUFFT_NOT_SUPPORTED:
      return "CUFFT_NOT_SUPPORTED";
    default:
      return "see cufftResult in cufft.h";
  }
}

/// Throws std::runtime_error "cufft: cufftMakePlanMany64: CUFFT_INVALID_SIZE (result 8)".
inline void check_cufft(cufftResult result, const char* call) {
  if (result != CUFFT_SUCCESS) [[unlikely]] {
    throw std::runtime_error(
        fmt::format("cufft: {}: {} (result {})", call, cufft_text(result), static_cast<int>(result)));
  }
}

}  // namespace gpubench
