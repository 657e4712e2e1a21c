/// fft by cuFFT.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// f64 and f32 on one device. Needs no driver to be described.
std::unique_ptr<Benchmark> make_cufft_benchmark();

}  // namespace gpubench
