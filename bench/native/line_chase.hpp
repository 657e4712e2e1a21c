/// pointer_chase on a device: the latency of dependent loads over a working set.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/line_chase.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct LineChaseKernels {
  std::string backend;
  void (*chase)(Stream&, const kernels::LineChaseArguments&);
};

/// Checks: the node where the walk ends. The cycle has an odd number of nodes and the hops are a power of
/// two, so that neither a walk left out nor half a one ends there.
std::unique_ptr<Benchmark> line_chase_benchmark(const LineChaseKernels& kernels);

}  // namespace gpubench
