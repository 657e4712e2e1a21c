/// The attention kernel of the tensor units, by the warp matrix functions. A block takes 64 queries of a head
/// through all keys, 64 at a time; each of its four warps has 16 queries. The keys that come next are copied
/// while values are summed, the values while scores are weighed. Sources: Dao: FlashAttention-2 (ICLR 2024);
/// CUDA C++ Programming Guide, "Warp Matrix Functions".
#pragma once
#include <mma.h>

#include <cmath>
#include <cstddef>

#include "kernels/cuda/attention_tensor.hpp"
#include "kernels/cuda/copy_async.cuh"
#include "kernels/cuda/pack.cuh"
#include "kernels/cuda/set_rounded.cuh"
#include "kernels/cuda/shared.cuh"
#include "kernels/cuda/unroll.cuh"

namespace gpubench::kernels::cuda {

inline constexpr int kTensorQueries = 64;
inline constexpr int kTensorKeys = 64;
inline constexpr int kTensorAttentionThreads = 128;
inline constexpr int kTensorRows = 16;  ///< Queries of a warp: a fragment's side.

/// 16 bytes more a row of the operands and 32 of the scores: what a warp reads at once then lies in different
/// banks. What a warp has of its own comes for each of the four.
template <class T, int width>
struct TensorAttentionShared {
  alignas(32) T q[kTensorQueries][width + 8];
  alignas(32) T k[kTensorKeys][width + 8];
  alignas(32) T v[kTensorKeys][width + 8];
  alignas(32) float scores[4][kTensorRows][kTensorKeys + 8];
  alignas(32) T weights[4][kTensorRows][kTensorKeys + 8];
  alignas(32) float stage[4][kTensorRows][kTensorRows];  ///< A factor for each row, in all its columns.
};

/// 64 rows from row `first` on, zeros from row `end` on; the copies are a group.
template <class T, int width>
__device__ void copy_rows(T (&to)[64][width + 8], const T* from, std::size_t first, std::size_t end,
                          int thread) {
  constexpr int of_row = width / 8;  // Copies of 16 bytes.
  for (int chunk = thread; chunk < 64 * of_row; chunk += kTensorAttentionThreads) {
    const std::size_t row = first + chunk / of_row;
    const bool inside = row < end;
    copy_async(&to[chunk / of_row][chunk % of_row * 8],
               inside ? from + row * width + chunk % of_row * 8 : from, inside);
  }
  end_copies();
}

/// A warp's 16 queries. Two lanes share a row of scores, groups of four columns in turn.
template <class T, int width>
struct TensorAttentionRows {
  using Shared = TensorAttentionShared<T, width>;
  using Q = nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, 16, 16, 16, T, nvcuda::wmma::row_major>;
  using KeysOf = nvcuda::wmma::fragment<nvcuda::wmma::matrix_b, 16, 16, 16, T, nvcuda::wmma::col_major>;
  using ValuesOf = nvcuda::wmma::fragment<nvcuda::wmma::matrix_b, 16, 16, 16, T, nvcuda::wmma::row_major>;
  using Sums = nvcuda::wmma::fragment<nvcuda::wmma::accumulator, 16, 16, 16, float>;
  static constexpr int kColumns = width / 16;

  int warp, lane;
  float score_max = -INFINITY;  ///< Of the lane's row, in units of log2(e).
  float sum = 0;                ///< Of the weights this lane has seen.
  Sums out[kColumns];

  __device__ TensorAttentionRows(int thread) : warp(thread / 32), lane(thread % 32) {
    GPUBENCH_UNROLL
    for (Sums& one : out) nvcuda::wmma::fill_fragment(one, 0.0F);
  }

  /// Row of the warp's 16 that the lane has, and which half of it.
  __device__ int row() const { return lane / 2; }
  __device__ int half() const { return lane % 2; }

  /// q k^T to the warp's scores.
  __device__ void multiply_keys(Shared& shared) const {
    GPUBENCH_UNROLL
    for (int j = 0; j < kTensorKeys; j += 16) {
      Sums score;
      nvcuda::wmma::fill_fragment(score, 0.0F);
      GPUBENCH_UNROLL
      for (int d = 0; d < width; d += 16) {
        Q q;
        KeysOf keys;
        nvcuda::wmma::load_matrix_sync(q, &shared.q[warp * kTensorRows][d], width + 8);
        nvcuda::wmma::load_matrix_sync(keys, &shared.k[j][d], width + 8);
        nvcuda::wmma::mma_sync(score, q, keys, score);
      }
      nvcuda::wmma::store_matrix_sync(&shared.scores[warp][0][j], score, kTensorKeys + 8,
                                      nvcuda::wmma::mem_row_major);
    }
    __syncwarp();
  }

  /// Scores become weights exp(score - greatest so far); what was summed before is corrected. query, key: the
  /// first of the warp and of the block's keys.
  __device__ void weigh(Shared& shared, float scale, std::size_t query, std::size_t key,
                        const TensorAttentionArguments& x) {
    constexpr int groups = kTensorKeys / 8;
    Pack<float> score[groups];
    float greatest = score_max;
    GPUBENCH_UNROLL
    for (int g = 0; g < groups; ++g) {
      const int first = g * 8 + half() * 4;
      score[g] = load_pack(&shared.scores[warp][row()][first]);
      GPUBENCH_UNROLL
      for (int c = 0; c < 4; ++c) {
        const std::size_t column = key + first + c;
        const bool seen = column < x.length && (!x.causal || column <= query + row());
        float& one = score[g].values[c];
        one = seen ? one * scale : -INFINITY;
        greatest = fmaxf(greatest, one);
      }
    }
    greatest = fmaxf(greatest, __shfl_xor_sync(0xffffffffU, greatest, 1));
    const float correction = exp2f(score_max - greatest);
    score_max = greatest;
    sum *= correction;
    GPUBENCH_UNROLL
    for (int g = 0; g < groups; ++g) {
      GPUBENCH_UNROLL
      for (int c = 0; c < 4; ++c) {
        const float weight = exp2f(score[g].values[c] - greatest);
        sum += weight;
        set_rounded(weight, shared.weights[warp][row()][g * 8 + half() * 4 + c]);
      }
    }
    multiply_rows(shared, correction);
  }

  /// Each row of the sums by a factor, the same in both lanes that have the row. By way of a fragment of
  /// factors, since which lane has which element is not said, only that it is the same for both.
  __device__ void multiply_rows(Shared& shared, float factor) {
    GPUBENCH_UNROLL
    for (int c = 0; c < kTensorRows / 2; ++c) shared.stage[warp][row()][half() * 8 + c] = factor;
    __syncwarp();
    Sums factors;
    nvcuda::wmma::load_matrix_sync(factors, &shared.stage[warp][0][0], kTensorRows,
                                   nvcuda::wmma::mem_row_major);
    GPUBENCH_UNROLL
    for (Sums& one : out) {
      GPUBENCH_UNROLL
      for (int e = 0; e < Sums::num_elements; ++e) one.x[e] *= factors.x[e];
    }
    __syncwarp();  // The stage is written again.
  }

  /// out += weights v
  __device__ void multiply_values(const Shared& shared) {
    GPUBENCH_UNROLL
    for (int j = 0; j < kTensorKeys; j += 16) {
      Q weights;
      nvcuda::wmma::load_matrix_sync(weights, &shared.weights[warp][0][j], kTensorKeys + 8);
      GPUBENCH_UNROLL
      for (int c = 0; c < kColumns; ++c) {
        ValuesOf values;
        nvcuda::wmma::load_matrix_sync(values, &shared.v[j][c * 16], width + 8);
        nvcuda::wmma::mma_sync(out[c], weights, values, out[c]);
      }
    }
  }

  /// query: the warp's first, in the head that `to` begins at.
  __device__ void store(Shared& shared, T* to, std::size_t query, std::size_t length) {
    sum += __shfl_xor_sync(0xffffffffU, sum, 1);
    multiply_rows(shared, 1 / sum);
    GPUBENCH_UNROLL
    for (int c = 0; c < kColumns; ++c) {
      nvcuda::wmma::store_matrix_sync(&shared.stage[warp][0][0], out[c], kTensorRows,
                                      nvcuda::wmma::mem_row_major);
      __syncwarp();
      Pack<T> pack;
      GPUBENCH_UNROLL
      for (int e = 0; e < 8; ++e) set_rounded(shared.stage[warp][row()][half() * 8 + e], pack.values[e]);
      if (query + row() < length) store_pack(to + (query + row()) * width + c * 16 + half() * 8, pack);
      __syncwarp();  // The next columns come to the same stage.
    }
  }
};

/// For blocks of 128 threads with sizeof(TensorAttentionShared<T, width>) of dynamic shared memory. T: __half
/// or __nv_bfloat16. score_scale: log2(e) / sqrt(width), so that the exponential is one of base 2.
template <class T, int width>
__global__ void __launch_bounds__(kTensorAttentionThreads)
    tensor_attention_kernel(TensorAttentionArguments x, float score_scale) {
  using Shared = TensorAttentionShared<T, width>;
  GPUBENCH_DYNAMIC_SHARED(Shared, shared);
  const int thread = static_cast<int>(threadIdx.x);
  const std::size_t tiles = (x.length + kTensorQueries - 1) / kTensorQueries;
  for (std::size_t piece = blockIdx.x; piece < tiles * x.heads; piece += gridDim.x) {
    // From the last queries to the first: where causal, the longest rows start first.
    const std::size_t begin = piece % x.heads * x.length * width;
    const std::size_t query = (tiles - 1 - piece / x.heads) * kTensorQueries;
    const std::size_t end = x.causal && query + kTensorQueries < x.length ? query + kTensorQueries : x.length;
    const T* const keys = static_cast<const T*>(x.k) + begin;
    const T* const values = static_cast<const T*>(x.v) + begin;
    TensorAttentionRows<T, width> rows(thread);
    const std::size_t own = query + rows.warp * kTensorRows;
    copy_rows<T, width>(shared->q, static_cast<const T*>(x.q) + begin, query, x.length, thread);
    copy_rows<T, width>(shared->k, keys, 0, x.length, thread);
    copy_rows<T, width>(shared->v, values, 0, x.length, thread);
    for (std::size_t key = 0; key < end; key += kTensorKeys) {
      wait_for_copies<1>();  // All but the values.
      __syncthreads();
      rows.multiply_keys(*shared);
      __syncthreads();  // Nobody multiplies these keys any more. Those beyond the end are zeros nobody sees.
      copy_rows<T, width>(shared->k, keys, key + kTensorKeys, x.length, thread);
      rows.weigh(*shared, score_scale, own, key, x);
      wait_for_copies<1>();  // All but the next keys.
      __syncthreads();
      rows.multiply_values(*shared);
      __syncthreads();  // Likewise the values.
      copy_rows<T, width>(shared->v, values, key + kTensorKeys, x.length, thread);
    }
    rows.store(*shared, static_cast<T*>(x.out) + begin, own, x.length);
    wait_for_copies<0>();
    __syncthreads();  // The next queries come to the same places.
  }
}

}  // namespace gpubench::kernels::cuda
