/// occupancy: the bandwidth of a copy by few or many threads.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "bench/native/pattern_data.hpp"
#include "kernels/host/grid_copy.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct OccupancyKernels {
  std::string backend;
  void (*copy)(Stream&, const kernels::GridCopyArguments&);
  PatternKernels<float> pattern;
};

std::unique_ptr<Benchmark> occupancy_benchmark(const OccupancyKernels& kernels);

}  // namespace gpubench
