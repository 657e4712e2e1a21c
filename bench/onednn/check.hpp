/// Checked calls of oneDNN: its own errors name no call.
#pragma once
#include <fmt/format.h>

#include <dnnl.hpp>
#include <stdexcept>

namespace gpubench {

/// What call() returns. Throws std::runtime_error "onednn: convolution_forward: <oneDNN's own text> (status
/// 3)".
template <class Call>
auto checked_onednn(const char* name, const Call& call) {
  try {
    return call();
  } catch (const dnnl::error& error) {
    throw std::runtime_error(
        fmt::format("onednn: {}: {} (status {})", name, error.what(), static_cast<int>(error.status)));
  }
}

}  // namespace gpubench
