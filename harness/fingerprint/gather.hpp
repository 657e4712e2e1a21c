/// The fingerprint of a whole job.
#pragma once
#include <vector>

#include "bench/api/communicator.hpp"
#include "results/model.hpp"

namespace gpubench {

/// Every rank's own facts, merged as merge_facts() does; on rank 0, empty elsewhere. Collective.
/// A list of packages is 100 kB and mostly the same everywhere: ranks tell the digests of their scopes, 330
/// bytes, and of those with the same digest only the first sends the facts. 1024 ranks of 128 hosts cost rank
/// 0 some MB.
std::vector<results::Fact> gather_facts(World& world, const std::vector<results::Fact>& own);

}  // namespace gpubench
