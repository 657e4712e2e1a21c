#include "kernels/cuda/histogram.hpp"

#include "kernels/cuda/histogram.cuh"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

/// Blocks that stay on the device, so that bins are added up once a block: those of the small kind fill 132
/// multiprocessors with 8 each, those of the large kind with 3, by their shared memory of 64 KiB.
template <class T>
constexpr unsigned kBlocks = sizeof(T) == 1 ? 132 * 8 : 132 * 3 / 4 * 4;

/// Values fewer than the least a block is worth: 64 a thread.
template <class T>
unsigned blocks_for(std::size_t count) {
  constexpr std::size_t share = std::size_t{64} * kHistogramThreads<T>;
  const std::size_t wanted = (count + share - 1) / share * kHistogramRanges<T>;
  return static_cast<unsigned>(wanted < kBlocks<T> ? wanted : kBlocks<T>);
}

template <class T>
void launch_histogram(void* stream, const HistogramArguments<T>& arguments) {
  const auto queue = static_cast<cudaStream_t>(stream);
  constexpr int shared_bytes = kHistogramSharedBins<T> * static_cast<int>(sizeof(std::int32_t));
  constexpr int given_unasked = 48 << 10;
  if constexpr (shared_bytes > given_unasked) {
    cudaFuncSetAttribute(histogram_count<T>, cudaFuncAttributeMaxDynamicSharedMemorySize, shared_bytes);
    check_launch("histogram_count: cudaFuncSetAttribute");
  }
  constexpr unsigned clearing = static_cast<unsigned>(kHistogramBins<T>) / 256;
  histogram_clear<<<clearing, 256, 0, queue>>>(arguments);
  check_launch("histogram_clear");
  if (arguments.count == 0) return;
  histogram_count<<<blocks_for<T>(arguments.count), kHistogramThreads<T>, shared_bytes, queue>>>(arguments);
  check_launch("histogram_count");
}

}  // namespace

void histogram(void* stream, const HistogramArguments<std::uint8_t>& arguments) {
  launch_histogram(stream, arguments);
}
void histogram(void* stream, const HistogramArguments<std::uint16_t>& arguments) {
  launch_histogram(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
