/// The benchmark of every collective, made from its row.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/collectives/collective.hpp"

namespace gpubench {

std::unique_ptr<Benchmark> make_collective_benchmark(Collective row, const std::string& backend,
                                                     std::vector<std::string> transports);

}  // namespace gpubench
