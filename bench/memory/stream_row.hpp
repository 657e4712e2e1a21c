/// StreamRow: what tells one stream benchmark from another.
#pragma once
#include <cstddef>
#include <memory>

#include "bench/api/axes.hpp"
#include "bench/api/benchmark.hpp"
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

/// s of the formulas.
inline constexpr int kStreamScalar = 3;

/// Elements of each array.
std::size_t stream_count(const StreamRow& row, const Axes& axes);
/// How often one application goes over its arrays: up to 4 MiB in all, so that small sets do not time fork
/// and join; once where cold.
int stream_passes(const Axes& axes);

std::unique_ptr<Trial> make_stream_trial(const StreamRow& row, const Axes& axes, Context& context);

}  // namespace gpubench
