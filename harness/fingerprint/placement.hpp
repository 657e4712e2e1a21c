/// Placement: how a job's ranks lie on hosts and processors, scope run.
#pragma once
#include <vector>

#include "harness/fingerprint/facts.hpp"
#include "harness/place.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// As one rank says it: number of ranks and hosts, of ranks on its host, the processors and memory nodes it
/// may use. Ranks that say the same become one fact.
std::vector<results::Fact> collect_placement(const SystemFiles& files, const std::vector<Place>& places,
                                             int rank);

}  // namespace gpubench
