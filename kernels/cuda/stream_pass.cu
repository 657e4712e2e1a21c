#include "kernels/cuda/stream_pass.hpp"

#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/stream_pass.cuh"

namespace gpubench::kernels::cuda {
namespace {

/// A block a tile: the device hands them out as multiprocessors come free, and each has 16 KiB of every array
/// in flight; some 32 KiB a multiprocessor cover the latency of HBM. Sums run in as many blocks as they have
/// parts.
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
