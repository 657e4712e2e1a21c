/// Sizes: working sets that sit in a level of this machine's caches, or beyond all of them.
#pragma once
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Powers of two, so that machines share sizes; each is the total over all arrays and threads.
struct WorkingSets {
  Bytes l1;      ///< At most half the first-level caches of the threads together.
  Bytes l2;      ///< At most half the second-level caches of the threads together.
  Bytes memory;  ///< Four times the last level, but within 64 to 256 MiB: what a quick run can afford.
  Bytes large;   ///< As `memory`, but within 64 MiB to 1 GiB.
  Bytes limit;   ///< Eight times the last level, at most 4 GiB; no size here is larger.
};

/// None is larger than a quarter of the memory available.
WorkingSets working_sets(const Machine& machine);

/// From l1 to limit: a size every `numerator`/`denominator` (2/1, 13/10), in whole units of 4 KiB.
std::vector<Bytes> sweep_sizes(const Machine& machine, std::uint64_t numerator, std::uint64_t denominator);

}  // namespace gpubench
