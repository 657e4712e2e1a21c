/// Transfer: a kernel that moves bytes, where a copy engine is not wanted.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gpubench::kernels::cuda {

/// Moved by one load and one store of a thread.
struct alignas(16) Quad {
  std::uint32_t words[4];
};

/// Either may be memory of the host that is mapped into the device's addresses, or a peer's.
struct TransferArguments {
  Quad* to;
  const Quad* from;
  std::size_t count;  ///< Quads.
};

/// to[i] = from[i]. Throws std::runtime_error where it can't be launched.
void transfer(void* stream, const TransferArguments& arguments);

}  // namespace gpubench::kernels::cuda
