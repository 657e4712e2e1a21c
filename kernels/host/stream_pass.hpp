/// Stream pass: a stream operation in tiles, as a device's blocks go over arrays; here its twin on the host.
#pragma once
#include <cstddef>

#include "kernels/host/stream.hpp"

namespace gpubench::kernels {

/// Bytes of one array that a block takes at a time: 256 threads of four 16-byte loads.
inline constexpr std::size_t kStreamTileBytes = 16384;

/// Arrays an operation does not name may be null. All are aligned to 16 bytes.
template <class T>
struct StreamPassArguments {
  StreamOperation operation;
  T* a = nullptr;
  const T* b = nullptr;
  const T* c = nullptr;
  T scalar = 0;
  std::size_t count = 0;  ///< Elements of each array.
  /// dot and read: sums[p] is that of the tiles p, p + parts, p + 2 * parts, ...; exact for small integers.
  double* sums = nullptr;
  std::size_t parts = 1;
  int threads = 1;  ///< Of the host.
};

/// Throws nothing.
void stream_pass(const StreamPassArguments<float>& arguments);
void stream_pass(const StreamPassArguments<double>& arguments);

}  // namespace gpubench::kernels
