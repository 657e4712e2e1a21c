/// launch/malloc_fragmentation: what an allocator makes of holes, on any backend.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/native/allocator.hpp"

namespace gpubench {

/// One allocator of a backend, by its word on the axis "allocator".
struct NamedAllocator {
  const char* name;
  std::unique_ptr<Allocator> (*make)();
  Seconds nominal_time;  ///< Of one allocation or one end of one.
};

struct FragmentationSetup {
  std::string backend;
  std::vector<NamedAllocator> allocators;  ///< The first is the quick one.
  Bytes size_max;                          ///< Of a piece, where nothing else is asked for.
};

/// One application: 256 allocations of a shuffled mix of sizes, every second one freed, 64 larger ones, all
/// freed: 640 operations.
/// Counts: no bytes; t is per operation.
/// Checks: every allocation came; in one more round, untimed, no two pieces overlap, and each holds at its
/// end what was written to its begin and end while all others were written too. The same round tells which
/// share of the freed bytes the larger pieces did not find their place in.
std::unique_ptr<Benchmark> fragmentation_benchmark(FragmentationSetup setup);

}  // namespace gpubench
