/// StreamRow: what tells one stream benchmark from another, on any backend.
#pragma once
#include <cstddef>
#include <span>

#include "bench/api/axes.hpp"
#include "kernels/host/stream.hpp"

namespace gpubench {

struct StreamRow {
  const char* name;
  const char* formula;
  kernels::StreamOperation operation;
  int reads;   ///< Arrays read. Write-allocate traffic is not counted.
  int writes;  ///< Arrays written.
  int arrays;  ///< Arrays there are: nstream reads and writes its first.
  int flop;    ///< An element.

  bool sums() const { return writes == 0; }
};

/// copy, mul, add, triad, nstream, dot, read, write.
std::span<const StreamRow> stream_rows();

/// s of the formulas.
inline constexpr int kStreamScalar = 3;

/// Elements of each array.
std::size_t stream_count(const StreamRow& row, const Axes& axes);

/// What one pass makes of a place: the new a, or the term of a sum; exact for small integers.
double stream_term(kernels::StreamOperation operation, double a, double b, double c);

}  // namespace gpubench
