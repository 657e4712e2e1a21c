/// random_update: how often a second a table can be changed at a random place (GUPS).
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/random_access.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct RandomUpdateKernels {
  std::string backend;
  void (*update)(Stream&, const kernels::RandomUpdateArguments&);
};

std::unique_ptr<Benchmark> random_update_benchmark(const RandomUpdateKernels& kernels);

}  // namespace gpubench
