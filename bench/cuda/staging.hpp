/// Staging: copies between the program's memory and a device's by way of page-locked memory.
#pragma once
#include <array>
#include <cstddef>
#include <span>

#include "bench/cuda/handles.hpp"

namespace gpubench {

/// Memory that is page-locked itself is copied at once; other memory in two halves: while the device copies
/// one, the host fills or empties the other. For one thread at a time.
class Staging {
 public:
  /// On the current device. Throws std::runtime_error.
  Staging();

  /// Both after what the null stream holds, and done on return. Throw std::runtime_error.
  void upload(std::byte* to, std::span<const std::byte> from);
  void download(std::span<std::byte> to, const std::byte* from);

 private:
  struct Half {
    Pinned<std::byte> data;
    CudaEvent copied;
  };

  void copy_at_once(void* to, const void* from, std::size_t size, cudaMemcpyKind kind);

  CudaQueue queue_;
  std::array<Half, 2> halves_;
};

}  // namespace gpubench
