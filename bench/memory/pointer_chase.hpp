/// The latency of dependent loads over a working set.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "kernels/host/pointer_chase.hpp"

namespace gpubench {

/// Where that many hops from a node end: kernels::chase, or what a test puts in its place.
using Walk = const kernels::ChaseNode* (*)(const kernels::ChaseNode* from, std::uint64_t hops);

/// Checks: the node where the walk ends. The cycle has an odd number of nodes and the hops are a power of
/// two, so that neither a walk left out nor half a one ends there. Throws std::bad_alloc.
std::unique_ptr<Trial> make_pointer_chase_trial(const Axes& axes, Context& context, Walk walk);

std::unique_ptr<Benchmark> pointer_chase_benchmark();

}  // namespace gpubench
