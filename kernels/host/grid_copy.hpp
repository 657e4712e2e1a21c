/// Grid copy: a copy by as many blocks of as many threads as asked for, to see how many it takes to keep
/// memory busy; here its twin on the host.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

/// out[i] = in[i], both aligned to 16 bytes.
struct GridCopyArguments {
  float* out;
  const float* in;
  std::size_t count;  ///< A multiple of 4.
  unsigned blocks;
  unsigned threads;      ///< Of a block.
  int host_threads = 1;  ///< Of the host.
};

/// Throws nothing.
void grid_copy(const GridCopyArguments& arguments);

}  // namespace gpubench::kernels
