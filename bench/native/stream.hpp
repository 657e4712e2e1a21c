/// The stream benchmarks on a device: copy, mul, add, triad, nstream, dot, read, write.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/native/pattern_data.hpp"
#include "kernels/host/stream_pass.hpp"

namespace gpubench {

template <class T>
struct TypedStreamKernels {
  void (*pass)(Stream&, const kernels::StreamPassArguments<T>&);
  PatternKernels<T> pattern;
};

/// What a backend brings; pointers in the arguments are its memory's.
struct StreamKernels {
  std::string backend;
  TypedStreamKernels<float> f32;
  TypedStreamKernels<double> f64;
};

/// Checks: arrays element by element on the device, against integers of period 4093; sums of every part.
std::vector<std::unique_ptr<Benchmark>> device_stream_benchmarks(const StreamKernels& kernels);

}  // namespace gpubench
