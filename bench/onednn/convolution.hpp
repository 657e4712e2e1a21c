/// convolution by oneDNN.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// f32 on the host, all threads of the share, the direct algorithm. Filters are brought from KRSC into the
/// layout that oneDNN prefers, and dw back, in every call: part of what is timed.
std::unique_ptr<Benchmark> make_onednn_convolution();

}  // namespace gpubench
