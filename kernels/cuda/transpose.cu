#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/transpose.cuh"
#include "kernels/cuda/transpose.hpp"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
void launch(void* stream, const TransposeArguments<T>& x) {
  // 256 threads, 4 elements each: enough loads in flight with 8 blocks a multiprocessor.
  const dim3 threads(kTransposeTile, 8);
  const unsigned blocks =
      blocks_for(pieces_of(x.rows, kTransposeTile) * pieces_of(x.columns, kTransposeTile));
  transpose_kernel<T><<<blocks, threads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("transpose");
}

}  // namespace

void transpose(void* stream, const TransposeArguments<float>& arguments) {
  launch(stream, arguments);
}
void transpose(void* stream, const TransposeArguments<double>& arguments) {
  launch(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
