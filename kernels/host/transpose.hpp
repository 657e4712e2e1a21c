/// Transpose: a matrix with its rows and columns exchanged.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

/// out[c*rows + r] = in[r*columns + c]. Both are row-major without gaps and do not overlap.
/// Counts: each element is read once and written once.
template <class T>
struct TransposeArguments {
  const T* in = nullptr;  ///< [rows, columns]
  T* out = nullptr;       ///< [columns, rows]
  std::size_t rows = 0;
  std::size_t columns = 0;
  int threads = 1;  ///< Of the host; a device has its own.
};

void transpose(const TransposeArguments<float>& arguments);
void transpose(const TransposeArguments<double>& arguments);

}  // namespace gpubench::kernels
