/// Checked NCCL calls: every return code is looked at, and a bad one is thrown by name.
#pragma once
#include <fmt/format.h>
#include <nccl.h>

#include <stdexcept>

namespace gpubench {

/// Throws std::runtime_error "nccl: ncclAllReduce: <NCCL's own text> (code 3): <its last words>".
[[noreturn]] inline void throw_nccl_error(ncclResult_t code, const char* call, ncclComm_t ranks = nullptr) {
  const char* last = ncclGetLastError(ranks);
  throw std::runtime_error(fmt::format("nccl: {}: {} (code {}){}{}", call, ncclGetErrorString(code),
                                       static_cast<int>(code), last != nullptr && *last != '\0' ? ": " : "",
                                       last != nullptr ? last : ""));
}

/// Of calls that make no use of a communicator, or of one that is under way in a group.
inline void check_nccl(ncclResult_t code, const char* call) {
  if (code != ncclSuccess && code != ncclInProgress) [[unlikely]]
    throw_nccl_error(code, call);
}

}  // namespace gpubench
