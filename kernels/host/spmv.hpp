/// Spmv: a sparse matrix times a vector.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gpubench::kernels {

/// y[r] = sum of values[i] * x[columns[i]] for i in starts[r] .. starts[r + 1] - 1 (compressed sparse rows).
/// Counts: a value and a column an entry, a start a row and one more, and x are read, y is written; 2 flop an
/// entry. What of x is read more than once is left out.
template <class T>
struct SpmvArguments {
  const std::int32_t* starts = nullptr;   ///< [rows + 1], ascending.
  const std::int32_t* columns = nullptr;  ///< [starts[rows]]
  const T* values = nullptr;              ///< [starts[rows]]
  const T* x = nullptr;
  T* y = nullptr;  ///< [rows]
  std::size_t rows = 0;
  int threads = 1;  ///< Of the host.
};

/// On `threads` OpenMP threads, each with rows of about as many entries. A row's entries are added in order.
void spmv(const SpmvArguments<float>& arguments);
void spmv(const SpmvArguments<double>& arguments);

}  // namespace gpubench::kernels
