/// Histograms, on any backend.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/histogram.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
struct HistogramKernels {
  std::string backend;
  void (*u8)(Stream&, const kernels::HistogramArguments<std::uint8_t>&);
  void (*u16)(Stream&, const kernels::HistogramArguments<std::uint16_t>&);
};

/// compute/histogram: bins[v] = how many of n values are v; 256 bins of 8-bit values or 65536 of 16-bit ones,
/// even values or values of which half are 0.
/// Counts: n w bytes read, 4 a bin written; no flop.
/// Checks: every bin exactly, against counts taken one value at a time.
std::unique_ptr<Benchmark> histogram_benchmark(const HistogramKernels& kernels);

}  // namespace gpubench
