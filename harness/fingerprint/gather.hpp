/// The fingerprint of a whole job.
#pragma once
#include <vector>

#include "bench/api/communicator.hpp"
#include "harness/catalogue.hpp"
#include "harness/place.hpp"
#include "results/model.hpp"

namespace gpubench {

/// Every rank's facts, those of its opened modules and of its devices, merged; on rank 0, empty elsewhere.
/// Collective.
std::vector<results::Fact> gather_facts(World& world, const Catalogue& catalogue, const Place& place,
                                        const std::vector<results::Fact>& devices);

}  // namespace gpubench
