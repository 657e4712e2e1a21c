#include "bench/native/sparse_matrix.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace gpubench {
namespace {

TEST(SparseMatrix, EntriesAreCountedAsRowsHaveThem) {
  for (const RowLengths lengths : {RowLengths::even, RowLengths::skewed}) {
    std::uint64_t entries = 0;
    for (std::uint64_t rows = 0; rows < 10000; ++rows) {
      if (rows % 997 == 0) {
        EXPECT_EQ(count_entries(lengths, rows), entries) << rows;
      }
      entries += row_length(lengths, rows);
    }
  }
  EXPECT_EQ(count_entries(RowLengths::skewed, 4096), 28u * 4096);
  EXPECT_EQ(count_entries(RowLengths::even, 4096), 16u * 4096);
}

TEST(SparseMatrix, FewSkewedRowsAreVeryLongAndMostAreShort) {
  int longest = 0, shortest = 0;
  for (std::uint64_t row = 0; row < 4096; ++row) {
    longest += row_length(RowLengths::skewed, row) == 16384;
    shortest += row_length(RowLengths::skewed, row) == 4;
  }
  EXPECT_EQ(longest, 1);
  EXPECT_EQ(shortest, 2048);
}

TEST(SparseMatrix, ColumnsCoverTheMatrixAndStayInside) {
  const SparseMatrix matrix = make_sparse_matrix(RowLengths::skewed, 5000, 1, 0, 2);
  EXPECT_EQ(matrix.columns.size(), count_entries(RowLengths::skewed, 5000));
  EXPECT_EQ(*std::min_element(matrix.columns.begin(), matrix.columns.end()), 0);
  EXPECT_EQ(*std::max_element(matrix.columns.begin(), matrix.columns.end()), 4999);
}

TEST(SparseMatrix, IsThatOfItsSeedOnAnyNumberOfThreads) {
  const SparseMatrix one = make_sparse_matrix(RowLengths::even, 5000, 1, 0, 1);
  const SparseMatrix two = make_sparse_matrix(RowLengths::even, 5000, 1, 0, 2);
  EXPECT_EQ(one.columns, two.columns);
  EXPECT_EQ(one.values, two.values);
  EXPECT_NE(make_sparse_matrix(RowLengths::even, 5000, 2, 0, 1).columns, one.columns);
  EXPECT_NE(make_sparse_matrix(RowLengths::even, 5000, 1, 1, 1).columns, one.columns);
}

TEST(SparseMatrix, ProductsAreThoseOfADenseMatrix) {
  constexpr std::size_t rows = 50;
  const SparseMatrix matrix = make_sparse_matrix(RowLengths::even, rows, 1, 0, 1);
  std::vector<std::int32_t> x(rows);
  for (std::size_t c = 0; c < rows; ++c) x[c] = static_cast<std::int32_t>(c) - 20;
  std::vector<std::int64_t> dense(rows * rows), y(rows);
  for (std::size_t r = 0; r < rows; ++r) {
    for (int i = matrix.starts[r]; i < matrix.starts[r + 1]; ++i) {
      const auto place = static_cast<std::size_t>(i);
      dense[r * rows + static_cast<std::size_t>(matrix.columns[place])] += matrix.values[place];
    }
    for (std::size_t c = 0; c < rows; ++c) y[r] += dense[r * rows + c] * x[c];
  }
  EXPECT_EQ(multiply(matrix, x, 2), y);
}

}  // namespace
}  // namespace gpubench
