/// Grid: how many blocks a kernel is launched with.
#pragma once
#include <algorithm>
#include <cstddef>

namespace gpubench::kernels::cuda {

/// A block for each piece of work, which the device hands out as multiprocessors come free; kernels take
/// several pieces where there are more than a grid may have blocks (2^31 - 1). At least one, so that a launch
/// is legal.
inline unsigned blocks_for(std::size_t pieces) {
  return static_cast<unsigned>(std::clamp<std::size_t>(pieces, 1, 0x7fffffff));
}

/// ceil(count / size)
inline std::size_t pieces_of(std::size_t count, std::size_t size) {
  return (count + size - 1) / size;
}

}  // namespace gpubench::kernels::cuda
