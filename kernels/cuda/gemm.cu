#include "kernels/cuda/gemm.cuh"
#include "kernels/cuda/gemm.hpp"
#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
void launch(void* stream, const GemmArguments<T>& x) {
  using Tile = GemmTile<T>;
  const std::size_t tiles = pieces_of(x.m, Tile::kRows) * pieces_of(x.n, Tile::kColumns);
  gemm_kernel<T><<<blocks_for(tiles), kGemmThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("gemm");
}

}  // namespace

void gemm(void* stream, const GemmArguments<float>& arguments) {
  launch(stream, arguments);
}
void gemm(void* stream, const GemmArguments<double>& arguments) {
  launch(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
