/// check_rows: the outputs of an operation on a matrix, of which whole rows are compared with a reference.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

struct RowShape {
  std::uint64_t rows = 0, columns = 0;
};

/// What judging may use.
struct RowCheck {
  std::uint64_t seed = 1;  ///< Chooses the rows.
  int threads = 1;
  FloatFormat output = kF32;  ///< What y was rounded to in the end.
};

/// A row as it must be, and S of each of its elements.
struct RowExpectation {
  std::span<double> values, magnitudes;
};

/// Fills in one row; returns what phi grows by on its account, e.g. max |x - m|, or 0. Called by several
/// threads at once; must not throw.
using RowReference = std::function<double(std::uint64_t row, const RowExpectation&)>;

/// phi before the largest value that a row returned is added, and K of the bound.
struct RowTolerance {
  double phi = 0, terms = 1;
};

/// y[rows, columns], row-major, of f32 arithmetic. All rows where they hold 2^20 elements at most, else as
/// many as do: the first, the last and others that Philox chooses. All of y is looked at for NaN and infinity
/// and digested.
Verdict check_rows(RowShape shape, std::span<const float> y, const RowReference& reference,
                   RowTolerance tolerance, const RowCheck& check);

/// The same for operations that do not round: identical where each element is the reference's, else wrong.
Verdict check_rows_exact(RowShape shape, std::span<const float> y, const RowReference& reference,
                         const RowCheck& check);

}  // namespace gpubench
