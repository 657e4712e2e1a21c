/// CaseRanks: which participant of a case changed by more than the others did.
#pragma once
#include <utility>
#include <vector>

#include "results/comparison/case_contrast.hpp"

namespace gpubench::results {

/// Two launches that ran in turn.
struct Pairing {
  const Observation* baseline;
  const Observation* candidate;
};

/// Fewer participants can't tell which of them is the odd one.
inline constexpr std::size_t kRanksMin = 3;

/// Of each participant that all launches have in common, rank_local_contrasts over the pairs. Empty where
/// fewer than kRanksMin are common.
std::vector<RankContrast> paired_ranks(const std::vector<Pairing>& pairs, Better better);
/// Launches that are no pairs: m_rk less the median of the other ranks of its launch, Welch's t over
/// launches. 2 or more a side.
std::vector<RankContrast> unpaired_ranks(const std::vector<const Observation*>& baseline,
                                         const std::vector<const Observation*>& candidate, Better better);
/// One launch a side: by rank of the baseline, how much worse it became, on ln.
std::vector<std::pair<std::int32_t, double>> rank_changes(const Observation& baseline,
                                                          const Observation& candidate, Better better);

}  // namespace gpubench::results
