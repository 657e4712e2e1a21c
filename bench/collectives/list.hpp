/// The collectives there are.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/collectives/overlap.hpp"

namespace gpubench {

/// Over whatever Communicator a trial's context brings; backend says where its memory lies. transports: of a
/// device's backend, what its axis of that name offers, the usual one first.
/// compute: what overlap computes beside its all_reduce, on that backend.
std::vector<std::unique_ptr<Benchmark>> collectives_benchmarks(
    const std::string& backend, const std::vector<std::string>& transports = {},
    OverlapCompute compute = compute_on_host);

}  // namespace gpubench
