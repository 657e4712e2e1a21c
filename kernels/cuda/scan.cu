#include "kernels/cuda/scan.hpp"

#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/scan.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
void launch_scan(void* stream, const ScanArguments<T>& arguments) {
  if (arguments.count == 0) return;
  const auto queue = static_cast<cudaStream_t>(stream);
  constexpr unsigned preparing = 64;  // Blocks: a word a tile is 1/2048 of the elements.
  scan_prepare<<<preparing, kScanThreads, 0, queue>>>(arguments);
  check_launch("scan_prepare");
  const auto tiles = static_cast<unsigned>(arguments.state_count - 1);
  scan_tiles<<<tiles, kScanThreads, 0, queue>>>(arguments);
  check_launch("scan_tiles");
}

}  // namespace

void scan(void* stream, const ScanArguments<std::int32_t>& arguments) {
  launch_scan(stream, arguments);
}
void scan(void* stream, const ScanArguments<float>& arguments) {
  launch_scan(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
