/// The transpose kernel.
#pragma once
#include <cstddef>

#include "kernels/cuda/shared.cuh"
#include "kernels/host/transpose.hpp"

namespace gpubench::kernels::cuda {

inline constexpr unsigned kTransposeTile = 32;  ///< A warp reads and writes 32 neighbours: whole lines.

/// A block of 32 x any number of rows moves tile after tile through shared memory, so that reads and writes
/// both run along rows. The odd row length keeps the 32 elements of a column in 32 banks.
template <class T>
__global__ void transpose_kernel(TransposeArguments<T> x) {
  using Tile = T[kTransposeTile][kTransposeTile + 1];
  GPUBENCH_SHARED(tile, Tile);
  const std::size_t across = (x.columns + kTransposeTile - 1) / kTransposeTile;
  const std::size_t tiles = (x.rows + kTransposeTile - 1) / kTransposeTile * across;
  for (std::size_t t = blockIdx.x; t < tiles; t += gridDim.x) {
    const std::size_t first_row = t / across * kTransposeTile;
    const std::size_t first_column = t % across * kTransposeTile;
    for (unsigned dy = threadIdx.y; dy < kTransposeTile; dy += blockDim.y) {
      const std::size_t row = first_row + dy, column = first_column + threadIdx.x;
      if (row < x.rows && column < x.columns) tile[dy][threadIdx.x] = x.in[row * x.columns + column];
    }
    __syncthreads();
    for (unsigned dy = threadIdx.y; dy < kTransposeTile; dy += blockDim.y) {
      const std::size_t row = first_row + threadIdx.x, column = first_column + dy;
      if (row < x.rows && column < x.columns) x.out[column * x.rows + row] = tile[threadIdx.x][dy];
    }
    __syncthreads();
  }
}

}  // namespace gpubench::kernels::cuda
