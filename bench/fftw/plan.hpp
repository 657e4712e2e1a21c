/// fft by FFTW.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// f64 and f32 on the host, all threads of the share. Plans are estimated, not measured: what a measurement
/// picks changes from run to run.
std::unique_ptr<Benchmark> make_fftw_benchmark();

}  // namespace gpubench
