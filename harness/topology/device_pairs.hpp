/// Device pairs: bandwidth between all pairs of a job's devices, in their own memory.
#pragma once
#include <optional>
#include <string>

#include "bench/api/communicator.hpp"
#include "harness/catalogue.hpp"
#include "harness/topology/pairs.hpp"

namespace gpubench {

/// By copies that rank 0 alone makes, where its process sees every device of the job; else by messages
/// between the ranks that were elected to the devices, over the first transport of that backend that there
/// is. Nothing, with the reason, where there are no two devices of a kind, or no way between them. Collective
/// over the job, and the same on every rank. Throws what devices and communicators throw.
std::optional<PairMatrix> measure_device_pairs(World& world, Catalogue& catalogue, std::string& reason);

}  // namespace gpubench
