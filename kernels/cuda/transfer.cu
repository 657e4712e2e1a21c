#include "kernels/cuda/transfer.hpp"

#include <algorithm>

#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/transfer.cuh"

namespace gpubench::kernels::cuda {

void transfer(void* stream, const TransferArguments& arguments) {
  // 1024 blocks of 256 threads hold 4 MiB in flight, more than a bus (64 GB/s x 2 us) or a device's memory
  // (5 TB/s x 0.7 us) needs.
  constexpr unsigned threads = 256;
  constexpr std::size_t blocks_max = 1024;
  const std::size_t blocks = std::min(blocks_max, (arguments.count + threads - 1) / threads);
  if (blocks == 0) return;
  transfer_kernel<<<static_cast<unsigned>(blocks), threads, 0, static_cast<cudaStream_t>(stream)>>>(
      arguments);
  check_launch("transfer");
}

}  // namespace gpubench::kernels::cuda
