/// The matrix product for any instruction set; included by the file built for each.
#pragma once
#include <omp.h>

#include "kernels/host/gemm.hpp"
#include "kernels/host/lanes.hpp"
#include "kernels/host/part.hpp"

namespace gpubench::kernels {

/// The cell: 6 rows of 2 vectors, whose 12 sums with two vectors of B and one of A fill 16 registers.
inline constexpr std::size_t kCellRows = 6;
inline constexpr std::size_t kCellVectors = 2;
/// Of k at a time: a panel of B, 256 x 2 vectors of 64 bytes at most, fits a first-level cache of 32 KiB.
inline constexpr std::size_t kPanelDepth = 256;
/// Rows of A that one panel of B meets before the next: 192 x 256 elements stay in the second-level cache.
inline constexpr std::size_t kBlockRows = 192;

template <class Isa, class T>
struct GemmCell {
  using Wide = Lanes<Isa, T>;
  static constexpr std::size_t columns = kCellVectors * Wide::count;

  typename Wide::Vector sum[kCellRows][kCellVectors] = {};

  /// rows[i] + l and panel + l * columns for each l < depth.
  void multiply(const T* const (&rows)[kCellRows], const T* panel, std::size_t depth) {
    for (std::size_t l = 0; l < depth; ++l) {
      typename Wide::Vector b[kCellVectors];
      for (std::size_t v = 0; v < kCellVectors; ++v) b[v] = Wide::load(panel + l * columns + v * Wide::count);
      for (std::size_t i = 0; i < kCellRows; ++i) {
        const auto a = Wide::all(rows[i][l]);
        for (std::size_t v = 0; v < kCellVectors; ++v) sum[i][v] = Isa::multiply_add(a, b[v], sum[i][v]);
      }
    }
  }

  /// Into what there is of the cell in C: set by the first panel of k, added by the others.
  void store(T* c, std::size_t stride, std::size_t rows, std::size_t used, bool first) const {
    for (std::size_t i = 0; i < rows; ++i) {
      T values[columns];
      for (std::size_t v = 0; v < kCellVectors; ++v) Wide::store(values + v * Wide::count, sum[i][v]);
      for (std::size_t j = 0; j < used; ++j)
        c[i * stride + j] = first ? values[j] : c[i * stride + j] + values[j];
    }
  }
};

/// Columns j .. j + used of `depth` rows of B from l on, side by side; zeros beyond the last column.
template <class Isa, class T>
void pack_panel(const GemmArguments<T>& x, std::size_t l, std::size_t depth, std::size_t j, std::size_t used,
                T* panel) {
  constexpr std::size_t columns = GemmCell<Isa, T>::columns;
  for (std::size_t row = 0; row < depth; ++row) {
    const T* from = x.b + (l + row) * x.n + j;
    for (std::size_t column = 0; column < columns; ++column) {
      panel[row * columns + column] = column < used ? from[column] : T(0);
    }
  }
}

/// One panel with the rows of A from i to end.
template <class Isa, class T>
void multiply_rows(const GemmArguments<T>& x, const T* panel, std::size_t l, std::size_t depth, std::size_t j,
                   std::size_t used, std::size_t i, std::size_t end) {
  for (; i < end; i += kCellRows) {
    const std::size_t rows = kCellRows < end - i ? kCellRows : end - i;
    const T* from[kCellRows];  // Beyond the last row: that row again, not stored.
    for (std::size_t r = 0; r < kCellRows; ++r) from[r] = x.a + (i + (r < rows ? r : rows - 1)) * x.k + l;
    GemmCell<Isa, T> cell;
    cell.multiply(from, panel, depth);
    cell.store(x.c + i * x.n + j, x.n, rows, used, l == 0);
  }
}

template <class Isa, class T>
void run_gemm(const GemmArguments<T>& x) {
  constexpr std::size_t columns = GemmCell<Isa, T>::columns;
#pragma omp parallel num_threads(x.threads)
  {
    alignas(64) T panel[kPanelDepth * columns];
    const Part part = part_of(x.n, columns, omp_get_thread_num(), omp_get_num_threads());
    for (std::size_t l = 0; l < x.k; l += kPanelDepth) {
      const std::size_t depth = kPanelDepth < x.k - l ? kPanelDepth : x.k - l;
      for (std::size_t i = 0; i < x.m; i += kBlockRows) {
        const std::size_t end = i + kBlockRows < x.m ? i + kBlockRows : x.m;
        for (std::size_t j = part.begin; j < part.end; j += columns) {
          const std::size_t used = columns < part.end - j ? columns : part.end - j;
          pack_panel<Isa>(x, l, depth, j, used, panel);
          multiply_rows<Isa>(x, panel, l, depth, j, used, i, end);
        }
      }
    }
  }
}

}  // namespace gpubench::kernels
