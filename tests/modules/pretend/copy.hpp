/// pretend/copy: b[i] = a[i] on each device.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench::pretend {

std::unique_ptr<Benchmark> make_copy_benchmark();

}  // namespace gpubench::pretend
