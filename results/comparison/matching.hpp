/// Matching: participants of different launches that are the same device.
#pragma once
#include <vector>

#include "results/comparison/observation.hpp"

namespace gpubench::results {

/// Of each launch its observations of the participants that all of them have, in one order: [launch][rank].
/// By identity of device where all launches know it and it tells participants apart, else by number of rank.
std::vector<std::vector<RankObservation>> common_ranks(const std::vector<const Observation*>& launches);

}  // namespace gpubench::results
