#include "kernels/host/transpose.hpp"

#include <algorithm>

namespace gpubench::kernels {
namespace {

// In 32 x 32 elements whole cache lines of both sides are used; the copy in between stays in the first-level
// cache whatever the distance of rows, where a power of two would put all lines of a column into one set.
constexpr std::size_t kTile = 32;

template <class T>
void transpose_tile(const TransposeArguments<T>& x, std::size_t first_row, std::size_t first_column) {
  T tile[kTile][kTile];
  const std::size_t rows = std::min(kTile, x.rows - first_row);
  const std::size_t columns = std::min(kTile, x.columns - first_column);
  for (std::size_t r = 0; r < rows; ++r) {
    const T* from = x.in + (first_row + r) * x.columns + first_column;
    for (std::size_t c = 0; c < columns; ++c) tile[c][r] = from[c];
  }
  for (std::size_t c = 0; c < columns; ++c) {
    std::copy_n(tile[c], rows, x.out + (first_column + c) * x.rows + first_row);
  }
}

template <class T>
void run_transpose(const TransposeArguments<T>& x) {
#pragma omp parallel for schedule(static) num_threads(x.threads)
  for (std::size_t column = 0; column < x.columns; column += kTile) {
    for (std::size_t row = 0; row < x.rows; row += kTile) transpose_tile(x, row, column);
  }
}

}  // namespace

void transpose(const TransposeArguments<float>& arguments) {
  run_transpose(arguments);
}
void transpose(const TransposeArguments<double>& arguments) {
  run_transpose(arguments);
}

}  // namespace gpubench::kernels
