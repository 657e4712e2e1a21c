/// SparseMatrix: a square matrix in compressed sparse rows, made from the seed, and what its product must be.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace gpubench {

/// How long rows are. even: 16 entries each. skewed: 4 * 2^k, where k is 0 in every other row, 1 in every
/// fourth and so on to 12 in one of 4096 rows, scattered; 28 in the mean, as in graphs with few hubs.
enum class RowLengths { even, skewed };

std::uint32_t row_length(RowLengths lengths, std::uint64_t row);
/// Of that many rows from the first on.
std::uint64_t count_entries(RowLengths lengths, std::uint64_t rows);

/// Columns are even over the row, in no order, as Philox gives them; a column may occur twice. Values are of
/// family E.
struct SparseMatrix {
  std::vector<std::int32_t> starts;   ///< [rows + 1]
  std::vector<std::int32_t> columns;  ///< [starts[rows]]
  std::vector<std::int32_t> values;
};

/// At most 2^25 rows. Tensors first_tensor and first_tensor + 1 of the seed.
SparseMatrix make_sparse_matrix(RowLengths lengths, std::uint64_t rows, std::uint64_t seed,
                                std::uint32_t first_tensor, int threads);

/// y = A x in integers, so without rounding.
std::vector<std::int64_t> multiply(const SparseMatrix& matrix, const std::vector<std::int32_t>& x,
                                   int threads);

}  // namespace gpubench
