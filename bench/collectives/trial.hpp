/// The trial of every collective: inputs by Philox of (rank, element), so that any rank can tell what it must
/// receive.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/collectives/point.hpp"

namespace gpubench {

/// Checks: every received element, bit for bit where nothing is rounded; every rank's count of operations; on
/// replicated outputs equal digests on all ranks.
/// Throws std::bad_alloc.
std::unique_ptr<Trial> make_collective_trial(const Collective& row, const CollectivePoint& point,
                                             Context& context);

}  // namespace gpubench
