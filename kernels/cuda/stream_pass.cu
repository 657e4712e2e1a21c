#include "kernels/cuda/stream_pass.hpp"

#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/stream_pass.cuh"

namespace gpubench::kernels::cuda {
namespace {

/// A block a tile: the device hands them out as multiprocessors come free, and each has 16 KiB of every array
/// read in flight. An H200 (4.8 TB/s, 132 multiprocessors, memory answers after some 0.8 us) needs 29 KiB a
/// multiprocessor; six blocks and more fit its registers, so that two keep it busy while others begin or
/// store. No hints that data is used once: the same kernels tell what the L2 gives where it holds all. Sums
/// run in as many blocks as they have parts.
template <class T>
void launch(void* stream, const StreamPassArguments<T>& x) {
  const auto queue = static_cast<cudaStream_t>(stream);
  const unsigned tiles = blocks_for(pieces_of(x.count * sizeof(T), kStreamTileBytes));
  with_operation(x.operation, [&]<StreamOperation operation>() {
    if constexpr (is_sum(operation)) {
      stream_sum_kernel<operation><<<static_cast<unsigned>(x.parts), kStreamThreads, 0, queue>>>(x);
    } else {
      stream_map_kernel<operation><<<tiles, kStreamThreads, 0, queue>>>(x);
    }
  });
  check_launch("stream_pass");
}

}  // namespace

void stream_pass(void* stream, const StreamPassArguments<float>& arguments) {
  launch(stream, arguments);
}
void stream_pass(void* stream, const StreamPassArguments<double>& arguments) {
  launch(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
