/// Checked calls of cuDNN: every status is looked at, and a bad one is thrown by name.
#pragma once
#include <cudnn.h>
#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace gpubench {

/// Throws std::runtime_error "cudnn: cudnnBackendFinalize(tensor): <cuDNN's own texts> (status 3000)".
inline void check_cudnn(cudnnStatus_t status, const char* call) {
  if (status == CUDNN_STATUS_SUCCESS) [[likely]]
    return;
  std::array<char, 512> reason{};
  cudnnGetLastErrorString(reason.data(), reason.size());
  throw std::runtime_error(fmt::format("cudnn: {}: {}{}{} (status {})", call, cudnnGetErrorString(status),
                                       reason[0] == '\0' ? "" : ": ", reason.data(),
                                       static_cast<int>(status)));
}

}  // namespace gpubench
