#include "bench/native/sparse_matrix.hpp"

#include <bit>
#include <span>

#include "bench/native/array_inputs.hpp"
#include "bench/numerics/inputs.hpp"
#include "bench/numerics/parallel.hpp"

namespace gpubench {
namespace {

/// After so many rows lengths repeat.
constexpr std::uint64_t kLengthsPeriod = 4096;

}  // namespace

std::uint32_t row_length(RowLengths lengths, std::uint64_t row) {
  if (lengths == RowLengths::even) return 16;
  // An odd factor scatters the rows of a period without letting any two fall together.
  const std::uint64_t place = (row * 2741 + 1237) % kLengthsPeriod;
  return 4U << std::countr_zero(place + (place == 0 ? kLengthsPeriod : 0));
}

std::uint64_t count_entries(RowLengths lengths, std::uint64_t rows) {
  std::uint64_t period = 0, rest = 0;
  for (std::uint64_t row = 0; row < kLengthsPeriod; ++row) {
    period += row_length(lengths, row);
    if (row < rows % kLengthsPeriod) rest += row_length(lengths, row);
  }
  return rows / kLengthsPeriod * period + rest;
}

SparseMatrix make_sparse_matrix(RowLengths lengths, std::uint64_t rows, std::uint64_t seed,
                                std::uint32_t first_tensor, int threads) {
  SparseMatrix matrix;
  matrix.starts.resize(rows + 1);
  for (std::uint64_t row = 0; row < rows; ++row) {
    matrix.starts[row + 1] = matrix.starts[row] + static_cast<std::int32_t>(row_length(lengths, row));
  }
  const auto entries = static_cast<std::size_t>(matrix.starts[rows]);
  std::vector<std::uint32_t> words(entries);
  fill_words(words, seed, first_tensor, 0, threads);
  matrix.columns.resize(entries);
  for (std::size_t i = 0; i < entries; ++i) {
    matrix.columns[i] = static_cast<std::int32_t>(words[i] * rows >> 32);
  }
  matrix.values.resize(entries);
  fill_inputs(std::span(matrix.values), Family::exact, seed, first_tensor + 1, 0, threads);
  return matrix;
}

std::vector<std::int64_t> multiply(const SparseMatrix& matrix, const std::vector<std::int32_t>& x,
                                   int threads) {
  std::vector<std::int64_t> y(matrix.starts.size() - 1);
  for_parts(y.size(), kLengthsPeriod, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t row = begin; row < end; ++row) {
      for (auto i = static_cast<std::size_t>(matrix.starts[row]);
           i < static_cast<std::size_t>(matrix.starts[row + 1]); ++i) {
        y[row] += std::int64_t{matrix.values[i]} * x[static_cast<std::size_t>(matrix.columns[i])];
      }
    }
  });
  return y;
}

}  // namespace gpubench
