/// The tiled matrix product on the tensor units, by the warp matrix functions. A block makes one tile of C
/// after another: slices of A and B go through shared memory, two of each, so that the next is on its way
/// while the present one is multiplied. Source: CUDA C++ Programming Guide, "Warp Matrix Functions",
/// "Asynchronous Data Copies".
#pragma once
#include <mma.h>

#include <cstddef>

#include "kernels/cuda/copy_async.cuh"
#include "kernels/cuda/gemm_tensor.hpp"
#include "kernels/cuda/pack.cuh"
#include "kernels/cuda/set_rounded.cuh"
#include "kernels/cuda/shared.cuh"
#include "kernels/cuda/unroll.cuh"

namespace gpubench::kernels::cuda {

/// Four warps make a tile of 128 x 128, each 64 x 64: 16 sums of 16 x 16, which are 128 of a thread's
/// registers. A warp then reads 4 KiB of shared memory for 16 products, half of what the units wait for.
inline constexpr int kTensorTile = 128;
inline constexpr int kTensorDepth = 32;
inline constexpr int kTensorSide = 16;  ///< Of a fragment, in every dimension.
inline constexpr int kTensorWarpTile = 64;
inline constexpr int kTensorFragments = kTensorWarpTile / kTensorSide;
inline constexpr int kTensorGemmThreads = 128;
inline constexpr int kTensorGemmBlocks = 2;  ///< Of a multiprocessor, by their registers.

/// Elements of 16 bytes. Rows in shared memory are as much longer than their contents: the eight rows that
/// are read at once then lie in different banks, and each begins at a multiple of 16 bytes.
inline constexpr int kTensorChunk = 8;

/// T: __half or __nv_bfloat16, here and below.
template <class T>
struct TensorSlices {
  alignas(32) T a[2][kTensorTile][kTensorDepth + kTensorChunk];
  alignas(32) T b[2][kTensorDepth][kTensorTile + kTensorChunk];
};

/// A row-major matrix and where it ends.
template <class T>
struct TensorMatrix {
  const T* data;
  int rows, columns;

  __device__ std::size_t place(int row, int column) const {
    return static_cast<std::size_t>(row) * columns + column;
  }

  /// Eight elements of a row from a column on that is a multiple of 8, zeros beyond the matrix: by one copy
  /// where rows begin at multiples of 16 bytes.
  __device__ void load_chunk(T* to_shared, int row, int column) const {
    if (columns % kTensorChunk == 0) {
      const bool inside = row < rows && column < columns;
      copy_async(to_shared, inside ? data + place(row, column) : data, inside);
      return;
    }
    GPUBENCH_UNROLL
    for (int e = 0; e < kTensorChunk; ++e) {
      const bool inside = row < rows && column + e < columns;
      if (inside) {
        to_shared[e] = data[place(row, column + e)];
      } else {
        set_rounded(0, to_shared[e]);
      }
    }
  }
};

/// One slice of A and of B at k = l of the tile whose first element is C[row, column].
template <class T>
__device__ void load_slices(TensorSlices<T>& slices, int buffer, const TensorMatrix<T>& a,
                            const TensorMatrix<T>& b, int row, int column, int l, int thread) {
  constexpr int chunks = kTensorTile * kTensorDepth / kTensorChunk;
  constexpr int of_a = kTensorDepth / kTensorChunk, of_b = kTensorTile / kTensorChunk;  // In a row.
  GPUBENCH_UNROLL
  for (int chunk = thread; chunk < chunks; chunk += kTensorGemmThreads) {
    const int i = chunk / of_a, depth = chunk % of_a * kTensorChunk;
    a.load_chunk(&slices.a[buffer][i][depth], row + i, l + depth);
    const int d = chunk / of_b, j = chunk % of_b * kTensorChunk;
    b.load_chunk(&slices.b[buffer][d][j], l + d, column + j);
  }
  end_copies();
}

/// A warp's 64 x 64 elements of C.
template <class T>
struct TensorSums {
  using A = nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, kTensorSide, kTensorSide, kTensorSide, T,
                                   nvcuda::wmma::row_major>;
  using B = nvcuda::wmma::fragment<nvcuda::wmma::matrix_b, kTensorSide, kTensorSide, kTensorSide, T,
                                   nvcuda::wmma::row_major>;
  using C = nvcuda::wmma::fragment<nvcuda::wmma::accumulator, kTensorSide, kTensorSide, kTensorSide, float>;
  C sum[kTensorFragments][kTensorFragments];

  __device__ void clear() {
    GPUBENCH_UNROLL
    for (C(&of_row)[kTensorFragments] : sum) {
      GPUBENCH_UNROLL
      for (C& one : of_row) nvcuda::wmma::fill_fragment(one, 0.0F);
    }
  }

  /// row, column: of the warp in the tile.
  __device__ void multiply(const TensorSlices<T>& slices, int buffer, int row, int column) {
    GPUBENCH_UNROLL
    for (int l = 0; l < kTensorDepth; l += kTensorSide) {
      A a[kTensorFragments];
      GPUBENCH_UNROLL
      for (int i = 0; i < kTensorFragments; ++i) {
        nvcuda::wmma::load_matrix_sync(a[i], &slices.a[buffer][row + i * kTensorSide][l],
                                       kTensorDepth + kTensorChunk);
      }
      GPUBENCH_UNROLL
      for (int j = 0; j < kTensorFragments; ++j) {
        B b;
        nvcuda::wmma::load_matrix_sync(b, &slices.b[buffer][l][column + j * kTensorSide],
                                       kTensorTile + kTensorChunk);
        GPUBENCH_UNROLL
        for (int i = 0; i < kTensorFragments; ++i) nvcuda::wmma::mma_sync(sum[i][j], a[i], b, sum[i][j]);
      }
    }
  }

  /// By way of the warp's own stage in shared memory, since which thread holds which element is not said.
  /// row, column: of the warp in C. A lane has half a row of a fragment.
  __device__ void store(float (&stage)[kTensorSide][kTensorSide], T* c, int row, int column, int rows,
                        int columns, int lane) const {
    const int i = lane / 2, first = lane % 2 * kTensorChunk;
    GPUBENCH_UNROLL
    for (int down = 0; down < kTensorFragments; ++down) {
      GPUBENCH_UNROLL
      for (int across = 0; across < kTensorFragments; ++across) {
        nvcuda::wmma::store_matrix_sync(&stage[0][0], sum[down][across], kTensorSide,
                                        nvcuda::wmma::mem_row_major);
        __syncwarp();
        Pack<T> pack;
        GPUBENCH_UNROLL
        for (int e = 0; e < kTensorChunk; ++e) set_rounded(stage[i][first + e], pack.values[e]);
        __syncwarp();  // The next fragment comes to the same stage.
        const int to_row = row + down * kTensorSide + i, to_column = column + across * kTensorSide + first;
        if (to_row >= rows) continue;
        T* const to = c + static_cast<std::size_t>(to_row) * columns + to_column;
        if (columns % kTensorChunk == 0 && to_column < columns) {
          store_pack(to, pack);
        } else {
          GPUBENCH_UNROLL
          for (int e = 0; e < kTensorChunk; ++e) {
            if (to_column + e < columns) to[e] = pack.values[e];
          }
        }
      }
    }
  }
};

/// Sides below 2^31, fewer than 2^31 tiles. For blocks of kTensorGemmThreads.
template <class T>
__global__ void __launch_bounds__(kTensorGemmThreads, kTensorGemmBlocks)
    tensor_gemm_kernel(TensorGemmArguments x) {
  GPUBENCH_SHARED(slices, TensorSlices<T>);
  using Stages = float[kTensorGemmThreads / 32][kTensorSide][kTensorSide];
  struct alignas(32) AlignedStages {
    Stages of_warp;
  };
  GPUBENCH_SHARED(stages, AlignedStages);
  const int thread = static_cast<int>(threadIdx.x), lane = thread % 32, warp = thread / 32;
  const int warp_row = warp / 2 * kTensorWarpTile, warp_column = warp % 2 * kTensorWarpTile;
  const int m = static_cast<int>(x.m), n = static_cast<int>(x.n), k = static_cast<int>(x.k);
  const TensorMatrix<T> a{static_cast<const T*>(x.a), m, k}, b{static_cast<const T*>(x.b), k, n};
  const int down = (m + kTensorTile - 1) / kTensorTile, across = (n + kTensorTile - 1) / kTensorTile;
  for (int tile = static_cast<int>(blockIdx.x); tile < down * across; tile += static_cast<int>(gridDim.x)) {
    // Down the columns of tiles: blocks that run together share a slice of B in the second-level cache.
    const int row = tile % down * kTensorTile, column = tile / down * kTensorTile;
    TensorSums<T> sums;
    sums.clear();
    load_slices(slices, 0, a, b, row, column, 0, thread);
    int buffer = 0;
    for (int l = 0; l < k; l += kTensorDepth, buffer ^= 1) {
      wait_for_copies<0>();
      __syncthreads();  // The slice is there for all, and nobody multiplies the one before it any more.
      if (l + kTensorDepth < k) {
        load_slices(slices, buffer ^ 1, a, b, row, column, l + kTensorDepth, thread);
      }
      sums.multiply(slices, buffer, warp_row, warp_column);
    }
    sums.store(stages.of_warp[warp], static_cast<T*>(x.c), row + warp_row, column + warp_column, m, n, lane);
    __syncthreads();  // The next tile's first slice may come where this one's last was.
  }
}

}  // namespace gpubench::kernels::cuda
