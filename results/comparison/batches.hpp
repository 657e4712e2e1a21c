/// Batches: launches that agreed on another batch than most did.
#pragma once
#include <cstddef>

#include "results/comparison/standing.hpp"

namespace gpubench::results {

/// A batch is agreed anew by each launch, from the clock and the first times; a disturbed moment can make it
/// smaller. Another batch is another case, so such launches are left out here, as long as each side keeps
/// one: the batch stays that the side with fewer launches of it has most often; of equals the more common,
/// then the larger. Returns how many launches were left out; 0 where the sides have no batch in common.
std::size_t leave_out_other_batches(Observations& baseline, Observations& candidate);

}  // namespace gpubench::results
