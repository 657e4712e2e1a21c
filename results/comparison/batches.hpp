/// Batches: launches that agreed on another batch than most did.
#pragma once
#include <cstddef>
#include <string>

#include "results/comparison/standing.hpp"

namespace gpubench::results {

struct LeftOut {
  std::size_t launches = 0;
  /// Why what is left may look better than it is: of the candidate alone launches of a smaller batch were
  /// left out, as slow ones have. Empty where that is not so.
  std::string flattered;
};

/// A batch is agreed anew by each launch, from the clock and the first times; a disturbed moment can make it
/// smaller. Another batch is another case, so such launches are left out here, as long as each side keeps
/// more than half of what it measured: the batch stays that the side with fewer launches of it has most
/// often; of equals the more common, then the larger. Otherwise all stay, and are not comparable.
LeftOut leave_out_other_batches(Observations& baseline, Observations& candidate);

}  // namespace gpubench::results
