/// l2, stride and shared_memory: reads that meet one level of a device's memory.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "kernels/host/word_read.hpp"

namespace gpubench {

using WordReadKernel = void (*)(Stream&, const kernels::WordReadArguments&);

/// What a backend brings; pointers in the arguments are its memory's.
struct WordReadKernels {
  std::string backend;
  WordReadKernel resident;
  WordReadKernel strided;
  WordReadKernel shared;
};

/// Checks: the sum of every block, modulo 2^32, against the host's.
std::vector<std::unique_ptr<Benchmark>> word_read_benchmarks(const WordReadKernels& kernels);

}  // namespace gpubench
