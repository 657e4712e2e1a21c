/// The point-to-point benchmarks there are, over whatever Communicator a context brings.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> point_to_point_benchmarks(
    const std::string& backend, const std::vector<std::string>& transports = {});

}  // namespace gpubench
