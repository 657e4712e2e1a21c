/// Hardware: whether the devices of two sides are of one kind, by backend. Where they are not, a ratio says
/// which is faster, not which build.
#pragma once
#include <string>

#include "results/comparison/environment.hpp"

namespace gpubench::results {

/// "cpu.model A and B": the first fact about model, clock policy or MIG in which both sides have values and
/// differ; empty where there is none.
std::string different_hardware(const std::string& backend, const SideFacts& baseline,
                               const SideFacts& candidate);

/// Neither a model nor a number of processors is known on that side.
bool hardware_unknown(const std::string& backend, const SideFacts& side);

}  // namespace gpubench::results
