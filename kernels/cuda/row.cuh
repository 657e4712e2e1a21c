/// Row: a row of float32 in the registers of a warp or a block, so that memory is read once however often the
/// row is gone over.
#pragma once
#include <cstddef>

#include "kernels/cuda/combine.cuh"
#include "kernels/cuda/pack.cuh"
#include "kernels/cuda/unroll.cuh"

namespace gpubench::kernels::cuda {

inline constexpr int kRowThreads = 256;  ///< Of a block: one row's, or eight rows' of a warp each.
inline constexpr int kRowBlocks = 2;     ///< Of a multiprocessor at least: what registers are given out for.

/// How a row is held: so many packs by each of so many threads, a warp or a block. The numbers are the
/// compiler's to know, else the share would lie in memory.
template <int packs_, int threads_>
struct RowShape {
  static constexpr int packs = packs_, threads = threads_;
  static constexpr std::size_t columns_max = std::size_t{packs} * threads * Pack<float>::count;
};

/// call(shape) with the smallest shape that holds a row of so many columns; false where none does. A warp
/// needs no barrier, and what eight packs of it hold covers the latency of memory; beyond that its registers
/// would be too many.
template <class Call>
bool with_row_shape(std::size_t columns, Call call) {
  const auto choose = [&](auto... shapes) {
    return ((columns <= decltype(shapes)::columns_max && (call(shapes), true)) || ...);
  };
  return choose(RowShape<1, 32>(), RowShape<2, 32>(), RowShape<4, 32>(), RowShape<8, 32>(),
                RowShape<2, kRowThreads>(), RowShape<4, kRowThreads>(), RowShape<8, kRowThreads>());
}

/// The first row of the calling thread, and how many lie between it and its next.
template <class Shape>
__device__ std::size_t first_row() {
  return static_cast<std::size_t>(blockIdx.x) * (kRowThreads / Shape::threads) + threadIdx.x / Shape::threads;
}
template <class Shape>
__device__ std::size_t row_step() {
  return static_cast<std::size_t>(gridDim.x) * (kRowThreads / Shape::threads);
}

/// One value from those of all threads of the row; each gets the same bits.
template <class Shape, class Operation>
__device__ float combine_row(float value, float neutral, Operation operation) {
  if constexpr (Shape::threads == kWarpThreads) {
    return combine_warp(value, operation);
  } else {
    return combine_block(value, neutral, operation);
  }
}

/// A thread's share: packs that lie as many apart as the row has threads, so that warps read and write whole
/// lines.
template <class Shape>
struct RowShare {
  static constexpr int packs = Shape::packs, width = Pack<float>::count;
  Pack<float> items[packs];

  __device__ static std::size_t column(int pack) {
    return (static_cast<std::size_t>(pack) * Shape::threads + threadIdx.x % Shape::threads) * width;
  }

  /// The thread's pack of a row x. Elements past the row's end become `beyond`. Rows begin at whole packs
  /// where columns are whole packs.
  __device__ static Pack<float> read(const float* x, std::size_t columns, int pack, float beyond) {
    const std::size_t first = column(pack);
    if (columns % width == 0 && first < columns) return load_pack(x + first);
    Pack<float> item;
    GPUBENCH_UNROLL
    for (int k = 0; k < width; ++k) item.values[k] = first + k < columns ? x[first + k] : beyond;
    return item;
  }

  __device__ void load(const float* x, std::size_t columns, float beyond) {
    GPUBENCH_UNROLL
    for (int p = 0; p < packs; ++p) items[p] = read(x, columns, p, beyond);
  }

  __device__ void store(float* y, std::size_t columns) const {
    const bool whole = columns % width == 0;
    GPUBENCH_UNROLL
    for (int p = 0; p < packs; ++p) {
      const std::size_t first = column(p);
      if (whole && first < columns) {
        store_pack(y + first, items[p]);
      } else {
        GPUBENCH_UNROLL
        for (int k = 0; k < width; ++k) {
          if (first + k < columns) y[first + k] = items[p].values[k];
        }
      }
    }
  }

  /// visit(value) for each element the row has.
  template <class Visit>
  __device__ void each(std::size_t columns, Visit visit) {
    GPUBENCH_UNROLL
    for (int p = 0; p < packs; ++p) {
      GPUBENCH_UNROLL
      for (int k = 0; k < width; ++k) {
        if (column(p) + k < columns) visit(items[p].values[k]);
      }
    }
  }

  /// Every element times the row's scale and that of its column.
  __device__ void multiply(float scale, const float* of_column, std::size_t columns) {
    GPUBENCH_UNROLL
    for (int p = 0; p < packs; ++p) {
      const Pack<float> factors = read(of_column, columns, p, 0);
      GPUBENCH_UNROLL
      for (int k = 0; k < width; ++k) items[p].values[k] = items[p].values[k] * scale * factors.values[k];
    }
  }

  __device__ void add(const float* of_column, std::size_t columns) {
    GPUBENCH_UNROLL
    for (int p = 0; p < packs; ++p) {
      const Pack<float> terms = read(of_column, columns, p, 0);
      GPUBENCH_UNROLL
      for (int k = 0; k < width; ++k) items[p].values[k] += terms.values[k];
    }
  }
};

}  // namespace gpubench::kernels::cuda
