/// The tiled matrix product. A block makes one tile of C after another: slices of A and B, kDepth deep, go
/// through shared memory, two of each, so that the next is loaded while the present one is multiplied.
#pragma once
#include <cstddef>

#include "kernels/cuda/shared.cuh"
#include "kernels/cuda/unroll.cuh"
#include "kernels/host/gemm.hpp"

namespace gpubench::kernels::cuda {

/// A tile of C, made by 16 x 16 threads, each kRows/16 x kColumns/16 elements in registers. kBlocks share a
/// multiprocessor: of f32 two fit its registers, and one multiplies while the other waits; of f64 two would
/// spill.
template <class T>
struct GemmTile;
template <>
struct GemmTile<float> {
  static constexpr int kRows = 128, kColumns = 128, kDepth = 8, kBlocks = 2;
};
template <>
struct GemmTile<double> {
  static constexpr int kRows = 128, kColumns = 64, kDepth = 8, kBlocks = 1;
};

inline constexpr int kGemmSide = 16;
inline constexpr int kGemmThreads = kGemmSide * kGemmSide;

/// 16 bytes, which one instruction loads from shared memory. A thread's rows and columns come in such groups.
template <class T>
struct alignas(16) GemmGroup {
  static constexpr int kSize = 16 / sizeof(T);
  T value[kSize];
};

/// Slices in shared memory, that of A with k outside. The group more a row keeps rows 16-byte aligned and
/// spreads the stores of a column of A over the banks.
template <class T>
struct GemmSlices {
  using Tile = GemmTile<T>;
  static constexpr int kGroup = GemmGroup<T>::kSize;
  alignas(16) T a[2][Tile::kDepth][Tile::kRows + kGroup];
  alignas(16) T b[2][Tile::kDepth][Tile::kColumns + kGroup];
};

/// What one thread carries from device memory to shared memory: its share of a slice.
template <class T>
struct GemmLoads {
  using Tile = GemmTile<T>;
  static constexpr int kOfA = Tile::kRows * Tile::kDepth / kGemmThreads;
  static constexpr int kOfB = Tile::kColumns * Tile::kDepth / kGemmThreads;
  T a[kOfA], b[kOfB];

  /// The slices at k = l of the tile whose first element is C[row, column]; zeros beyond the matrices.
  __device__ void load(const GemmArguments<T>& x, int row, int column, int l, int thread) {
    const int m = static_cast<int>(x.m), n = static_cast<int>(x.n), k = static_cast<int>(x.k);
    GPUBENCH_UNROLL
    for (int s = 0; s < kOfA; ++s) {
      const int place = thread + s * kGemmThreads;
      const int i = row + place / Tile::kDepth, depth = l + place % Tile::kDepth;
      a[s] = i < m && depth < k ? x.a[static_cast<std::size_t>(i) * x.k + depth] : T(0);
    }
    GPUBENCH_UNROLL
    for (int s = 0; s < kOfB; ++s) {
      const int place = thread + s * kGemmThreads;
      const int depth = l + place / Tile::kColumns, j = column + place % Tile::kColumns;
      b[s] = depth < k && j < n ? x.b[static_cast<std::size_t>(depth) * x.n + j] : T(0);
    }
  }

  __device__ void store(GemmSlices<T>& slices, int buffer, int thread) const {
    GPUBENCH_UNROLL
    for (int s = 0; s < kOfA; ++s) {
      const int place = thread + s * kGemmThreads;
      slices.a[buffer][place % Tile::kDepth][place / Tile::kDepth] = a[s];
    }
    GPUBENCH_UNROLL
    for (int s = 0; s < kOfB; ++s) {
      const int place = thread + s * kGemmThreads;
      slices.b[buffer][place / Tile::kColumns][place % Tile::kColumns] = b[s];
    }
  }
};

/// One thread's elements of C. Element (i, j) of it lies at place(i, y), place(j, x) of the tile.
template <class T>
struct GemmSums {
  using Tile = GemmTile<T>;
  using Group = GemmGroup<T>;
  static constexpr int kRows = Tile::kRows / kGemmSide, kColumns = Tile::kColumns / kGemmSide;
  T sum[kRows][kColumns] = {};

  /// Groups of the 16 threads side by side, so that a warp's loads meet no bank twice.
  static __device__ int place(int i, int thread) {
    return i / Group::kSize * (kGemmSide * Group::kSize) + thread * Group::kSize + i % Group::kSize;
  }

  __device__ void multiply(const GemmSlices<T>& slices, int buffer, int x, int y) {
    GPUBENCH_UNROLL
    for (int l = 0; l < Tile::kDepth; ++l) {
      Group a[kRows / Group::kSize], b[kColumns / Group::kSize];
      GPUBENCH_UNROLL
      for (int i = 0; i < kRows; i += Group::kSize) {
        a[i / Group::kSize] = reinterpret_cast<const Group&>(slices.a[buffer][l][place(i, y)]);
      }
      GPUBENCH_UNROLL
      for (int j = 0; j < kColumns; j += Group::kSize) {
        b[j / Group::kSize] = reinterpret_cast<const Group&>(slices.b[buffer][l][place(j, x)]);
      }
      GPUBENCH_UNROLL
      for (int i = 0; i < kRows; ++i) {
        GPUBENCH_UNROLL
        for (int j = 0; j < kColumns; ++j) {
          sum[i][j] +=
              a[i / Group::kSize].value[i % Group::kSize] * b[j / Group::kSize].value[j % Group::kSize];
        }
      }
    }
  }

  __device__ void store(const GemmArguments<T>& arguments, int row, int column, int x, int y) const {
    const int m = static_cast<int>(arguments.m), n = static_cast<int>(arguments.n);
    GPUBENCH_UNROLL
    for (int i = 0; i < kRows; ++i) {
      GPUBENCH_UNROLL
      for (int j = 0; j < kColumns; ++j) {
        const int to_row = row + place(i, y), to_column = column + place(j, x);
        if (to_row < m && to_column < n)
          arguments.c[static_cast<std::size_t>(to_row) * arguments.n + to_column] = sum[i][j];
      }
    }
  }
};

/// Sides below 2^31, fewer than 2^31 tiles. For blocks of 256 threads.
template <class T>
__global__ void __launch_bounds__(kGemmThreads, GemmTile<T>::kBlocks)
    gemm_kernel(GemmArguments<T> arguments) {
  using Tile = GemmTile<T>;
  GPUBENCH_SHARED(slices, GemmSlices<T>);
  const int thread = static_cast<int>(threadIdx.x), x = thread % kGemmSide, y = thread / kGemmSide;
  const int k = static_cast<int>(arguments.k);
  const int down = (static_cast<int>(arguments.m) + Tile::kRows - 1) / Tile::kRows;
  const int across = (static_cast<int>(arguments.n) + Tile::kColumns - 1) / Tile::kColumns;
  for (int tile = static_cast<int>(blockIdx.x); tile < down * across; tile += static_cast<int>(gridDim.x)) {
    // Down the columns of tiles: blocks that run together share a slice of B in the second-level cache.
    const int row = tile % down * Tile::kRows, column = tile / down * Tile::kColumns;
    GemmLoads<T> loads;
    GemmSums<T> sums;
    loads.load(arguments, row, column, 0, thread);
    loads.store(slices, 0, thread);
    __syncthreads();
    int buffer = 0;
    for (int l = 0; l < k; l += Tile::kDepth, buffer ^= 1) {
      const bool more = l + Tile::kDepth < k;
      if (more) loads.load(arguments, row, column, l + Tile::kDepth, thread);
      sums.multiply(slices, buffer, x, y);
      if (more) loads.store(slices, buffer ^ 1, thread);
      __syncthreads();
    }
    sums.store(arguments, row, column, x, y);
  }
}

}  // namespace gpubench::kernels::cuda
