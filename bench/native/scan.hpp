/// Prefix sums, on any backend.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/scan.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct ScanKernels {
  std::string backend;
  void (*s32)(Stream&, const kernels::ScanArguments<std::int32_t>&);
  void (*f32)(Stream&, const kernels::ScanArguments<float>&);
};

/// compute/scan: out[i] = in[0] + ... + in[i], n elements of w bytes.
/// Counts: n w bytes read, n w written; n - 1 flop.
/// Checks: family E without zeros, every element exactly, in either type.
std::unique_ptr<Benchmark> scan_benchmark(const ScanKernels& kernels);

}  // namespace gpubench
