/// The collectives there are.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Over whatever Communicator a trial's context brings; backend says where its memory lies.
std::vector<std::unique_ptr<Benchmark>> collectives_benchmarks(const std::string& backend);

}  // namespace gpubench
