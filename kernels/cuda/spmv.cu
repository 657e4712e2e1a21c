#include "kernels/cuda/spmv.hpp"

#include <algorithm>

#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/spmv.cuh"

namespace gpubench::kernels::cuda {
namespace {

/// A warp a row, so that blocks of short rows end early and make room: the device evens out what long rows
/// cost. Beyond a million blocks they go round.
template <class T>
void launch_spmv(void* stream, const SpmvArguments<T>& arguments) {
  if (arguments.rows == 0) return;
  constexpr std::size_t rows_a_block = kSpmvThreads / kWarpThreads, blocks_max = std::size_t{1} << 20;
  const std::size_t blocks = std::min((arguments.rows + rows_a_block - 1) / rows_a_block, blocks_max);
  spmv_rows<<<static_cast<unsigned>(blocks), kSpmvThreads, 0, static_cast<cudaStream_t>(stream)>>>(arguments);
  check_launch("spmv_rows");
}

}  // namespace

void spmv(void* stream, const SpmvArguments<float>& arguments) {
  launch_spmv(stream, arguments);
}
void spmv(void* stream, const SpmvArguments<double>& arguments) {
  launch_spmv(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
