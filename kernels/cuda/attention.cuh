/// The attention kernel. A block takes 64 queries of a head through all keys, 32 at a time, and keeps the 64
/// x 32 scores in shared memory: they never reach device memory.
#pragma once
#include <cstddef>

#include "kernels/cuda/shared.cuh"
#include "kernels/cuda/unroll.cuh"
#include "kernels/host/attention.hpp"

namespace gpubench::kernels::cuda {

inline constexpr int kQueries = 64;
inline constexpr int kKeys = static_cast<int>(kAttentionKeys);
inline constexpr int kAttentionLanes = 8;  ///< Threads that share a row; neighbours in a warp.
inline constexpr int kRowsOfThread = 4;    ///< Queries, and keys, a thread multiplies.
inline constexpr int kAttentionThreads = kQueries / kRowsOfThread * kAttentionLanes;

/// What one instruction loads from shared memory.
struct alignas(16) Four {
  float value[4];
};

/// Rows are 16 bytes longer than their contents: eight of them then lie in different banks.
template <int width>
struct AttentionShared {
  alignas(16) float q[kQueries][width + 4];
  alignas(16) float k[kKeys][width + 4];
  alignas(16) float v[kKeys][width + 4];
  alignas(16) float p[kQueries][kKeys + 4];
};

__device__ inline const Four& four_at(const float& first) {
  return reinterpret_cast<const Four&>(first);
}

/// rows x width elements from row `first` on; zeros from row `end` on.
template <int rows, int width>
__device__ void load_rows(float (&to)[rows][width + 4], const float* from, std::size_t first, std::size_t end,
                          int thread) {
  for (int place = thread; place < rows * width; place += kAttentionThreads) {
    const std::size_t row = first + place / width;
    to[place / width][place % width] = row < end ? from[row * width + place % width] : 0.0F;
  }
}

/// A thread's part of the softmax so far: 4 queries, the eighth of the columns that are its own.
template <int width>
struct AttentionRows {
  static constexpr int kColumns = width / kAttentionLanes;
  float score_max[kRowsOfThread];  ///< In units of log2(e).
  float sum[kRowsOfThread];        ///< Of the scores this thread has seen.
  float out[kRowsOfThread][kColumns];

  __device__ void clear() {
    GPUBENCH_UNROLL
    for (int i = 0; i < kRowsOfThread; ++i) {
      score_max[i] = -INFINITY;
      sum[i] = 0;
      GPUBENCH_UNROLL
      for (int c = 0; c < kColumns; ++c) out[i][c] = 0;
    }
  }

  /// Columns in groups of four, the eight lanes side by side.
  static __device__ int column(int c, int lane) { return c / 4 * (4 * kAttentionLanes) + lane * 4 + c % 4; }

  /// q k^T of this thread's rows and of keys lane, lane + 8, lane + 16, lane + 24.
  __device__ void multiply_keys(const AttentionShared<width>& shared, int y, int lane,
                                float (&score)[kRowsOfThread][kRowsOfThread]) const {
    GPUBENCH_UNROLL
    for (int i = 0; i < kRowsOfThread; ++i) {
      GPUBENCH_UNROLL
      for (int j = 0; j < kRowsOfThread; ++j) score[i][j] = 0;
    }
    for (int d = 0; d < width; d += 4) {
      Four q[kRowsOfThread], k[kRowsOfThread];
      GPUBENCH_UNROLL
      for (int i = 0; i < kRowsOfThread; ++i) {
        q[i] = four_at(shared.q[y * kRowsOfThread + i][d]);
        k[i] = four_at(shared.k[lane + i * kAttentionLanes][d]);
      }
      GPUBENCH_UNROLL
      for (int i = 0; i < kRowsOfThread; ++i) {
        GPUBENCH_UNROLL
        for (int j = 0; j < kRowsOfThread; ++j) {
          GPUBENCH_UNROLL
          for (int e = 0; e < 4; ++e) score[i][j] += q[i].value[e] * k[j].value[e];
        }
      }
    }
  }

  /// Scales the scores, leaves exp(score - greatest so far) in shared.p and corrects what was summed before.
  __device__ void take_scores(AttentionShared<width>& shared, int y, int lane, float (&score)[4][4],
                              float scale, std::size_t query, std::size_t key, const AttentionArguments& x) {
    GPUBENCH_UNROLL
    for (int i = 0; i < kRowsOfThread; ++i) {
      const std::size_t row = query + y * kRowsOfThread + i;
      float greatest = score_max[i];
      GPUBENCH_UNROLL
      for (int j = 0; j < kRowsOfThread; ++j) {
        const std::size_t column = key + lane + j * kAttentionLanes;
        const bool seen = column < x.length && (!x.causal || column <= row);
        score[i][j] = seen ? score[i][j] * scale : -INFINITY;
        greatest = fmaxf(greatest, score[i][j]);
      }
      for (int far = kAttentionLanes / 2; far > 0; far /= 2) {
        greatest = fmaxf(greatest, __shfl_xor_sync(0xffffffffU, greatest, far));
      }
      const float correction = exp2f(score_max[i] - greatest);
      score_max[i] = greatest;
      sum[i] *= correction;
      GPUBENCH_UNROLL
      for (int c = 0; c < kColumns; ++c) out[i][c] *= correction;
      GPUBENCH_UNROLL
      for (int j = 0; j < kRowsOfThread; ++j) {
        const float p = exp2f(score[i][j] - greatest);
        sum[i] += p;
        shared.p[y * kRowsOfThread + i][lane + j * kAttentionLanes] = p;
      }
    }
  }

  /// out += p v
  __device__ void multiply_values(const AttentionShared<width>& shared, int y, int lane) {
    for (int j = 0; j < kKeys; j += 4) {
      Four p[kRowsOfThread];
      GPUBENCH_UNROLL
      for (int i = 0; i < kRowsOfThread; ++i) p[i] = four_at(shared.p[y * kRowsOfThread + i][j]);
      GPUBENCH_UNROLL
      for (int e = 0; e < 4; ++e) {
        GPUBENCH_UNROLL
        for (int c = 0; c < kColumns; c += 4) {
          const Four v = four_at(shared.v[j + e][column(c, lane)]);
          GPUBENCH_UNROLL
          for (int i = 0; i < kRowsOfThread; ++i) {
            GPUBENCH_UNROLL
            for (int f = 0; f < 4; ++f) out[i][c + f] += p[i].value[e] * v.value[f];
          }
        }
      }
    }
  }

  /// The eight lanes' sums make the row's.
  __device__ void store(float* to, std::size_t query, std::size_t length, int y, int lane) {
    GPUBENCH_UNROLL
    for (int i = 0; i < kRowsOfThread; ++i) {
      float whole = sum[i];
      for (int far = kAttentionLanes / 2; far > 0; far /= 2)
        whole += __shfl_xor_sync(0xffffffffU, whole, far);
      const std::size_t row = query + y * kRowsOfThread + i;
      if (row >= length) continue;
      GPUBENCH_UNROLL
      for (int c = 0; c < kColumns; ++c) to[row * width + column(c, lane)] = out[i][c] / whole;
    }
  }
};

/// For blocks of 128 threads with sizeof(AttentionShared<width>) of dynamic shared memory. score_scale:
/// log2(e) / sqrt(width), so that the exponential is one of base 2.
template <int width>
__global__ void __launch_bounds__(kAttentionThreads)
    attention_kernel(AttentionArguments x, float score_scale) {
  GPUBENCH_DYNAMIC_SHARED(AttentionShared<width>, shared);
  const int thread = static_cast<int>(threadIdx.x), lane = thread % kAttentionLanes,
            y = thread / kAttentionLanes;
  const std::size_t tiles = (x.length + kQueries - 1) / kQueries;
  for (std::size_t piece = blockIdx.x; piece < tiles * x.heads; piece += gridDim.x) {
    // From the last queries to the first: where causal, the longest rows start first.
    const std::size_t begin = piece % x.heads * x.length * width;
    const std::size_t query = (tiles - 1 - piece / x.heads) * kQueries;
    const std::size_t end = x.causal && query + kQueries < x.length ? query + kQueries : x.length;
    load_rows<kQueries, width>(shared->q, x.q + begin, query, x.length, thread);
    AttentionRows<width> rows;
    rows.clear();
    for (std::size_t key = 0; key < end; key += kKeys) {
      load_rows<kKeys, width>(shared->k, x.k + begin, key, x.length, thread);
      load_rows<kKeys, width>(shared->v, x.v + begin, key, x.length, thread);
      __syncthreads();
      float score[kRowsOfThread][kRowsOfThread];
      rows.multiply_keys(*shared, y, lane, score);
      rows.take_scores(*shared, y, lane, score, score_scale, query, key, x);
      __syncwarp();  // A row of p is written and read by the eight lanes of one warp.
      rows.multiply_values(*shared, y, lane);
      __syncthreads();
    }
    rows.store(x.out + begin, query, x.length, y, lane);
  }
}

}  // namespace gpubench::kernels::cuda
