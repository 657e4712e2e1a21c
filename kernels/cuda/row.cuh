/// Row: a row of float32 in the registers of a block, so that memory is read once however often the row is
/// gone over.
#pragma once
#include <cstddef>

#include "kernels/cuda/combine.cuh"
#include "kernels/cuda/pack.cuh"

namespace gpubench::kernels::cuda {

inline constexpr int kRowThreads = 256;

/// A thread's share: packs that lie a block's width apart, so that warps read and write whole lines. Rows of
/// up to packs * 1024 elements; the number is the compiler's to know, else the share would lie in memory.
template <int packs>
struct RowShare {
  static constexpr int width = Pack<float>::count;
  Pack<float> items[packs];

  /// Of a block of kRowThreads threads.
  __device__ static std::size_t column(int pack) {
    return (static_cast<std::size_t>(pack) * kRowThreads + threadIdx.x) * width;
  }

  /// Elements past the row's end become `beyond`. Rows begin at whole packs where columns are whole packs.
  __device__ void load(const float* x, std::size_t columns, float beyond) {
    const bool whole = columns % width == 0;
    for (int p = 0; p < packs; ++p) {
      const std::size_t first = column(p);
      if (whole && first < columns) {
        items[p] = load_pack(x + first);
      } else {
        for (int k = 0; k < width; ++k) items[p].values[k] = first + k < columns ? x[first + k] : beyond;
      }
    }
  }

  __device__ void store(float* y, std::size_t columns) const {
    const bool whole = columns % width == 0;
    for (int p = 0; p < packs; ++p) {
      const std::size_t first = column(p);
      if (whole && first < columns) {
        store_pack(y + first, items[p]);
      } else {
        for (int k = 0; k < width; ++k) {
          if (first + k < columns) y[first + k] = items[p].values[k];
        }
      }
    }
  }

  /// visit(value, column) for each element the row has.
  template <class Visit>
  __device__ void each(std::size_t columns, Visit visit) {
    for (int p = 0; p < packs; ++p) {
      for (int k = 0; k < width; ++k) {
        if (column(p) + k < columns) visit(items[p].values[k], column(p) + k);
      }
    }
  }
};

/// The fewest packs a thread that a row of so many columns needs: 1, 2, 4 or 8.
inline int row_packs(std::size_t columns) {
  int packs = 1;
  while (static_cast<std::size_t>(packs) * kRowThreads * RowShare<1>::width < columns) packs *= 2;
  return packs;
}

}  // namespace gpubench::kernels::cuda
