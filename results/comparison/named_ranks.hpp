/// NamedRanks: which ranks a whole comparison calls slower or faster than the others.
#pragma once
#include <vector>

#include "results/comparison/comparison.hpp"

namespace gpubench::results {

/// Over all (case, rank) together, named_ranks() of their contrasts, gathered by group. Where both sides are
/// one launch: find_lags() of the ranks' changes, marked suspected.
std::vector<RankRow> name_ranks(const std::vector<CaseContrast>& cases);

}  // namespace gpubench::results
