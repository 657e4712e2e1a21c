/// fft by a library: complex transforms of one to three dimensions, on any backend that brings one.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "bench/fft/plan.hpp"
#include "bench/numerics/fft_reference.hpp"

namespace gpubench {

/// What a backend brings.
struct FftLibrary {
  std::string backend;  ///< "host", "cuda"
  std::string api;      ///< "FFTW 3"
  /// type: f32 or f64, of each part of a complex number. Throws std::runtime_error where the library has no
  /// such transform.
  std::function<std::unique_ptr<FftPlan>(DataType type, const FftShape&, Context&)> make_plan;
};

std::unique_ptr<Benchmark> make_fft_benchmark(FftLibrary library);

}  // namespace gpubench
