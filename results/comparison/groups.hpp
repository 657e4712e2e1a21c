/// Groups: all cases of one group as one figure.
#pragma once
#include <vector>

#include "results/comparison/comparison.hpp"

namespace gpubench::results {

/// Of each group, L of each replicate averaged over the cases that most of its cases' replicates share, then
/// the contrast of one case: cases of a launch are not independent, so the launch stays the replicate. Cases
/// of another kind of replication (some launches lack them, better the other way) are left out of the figure.
std::vector<GroupRow> compare_groups(const std::vector<CaseContrast>& cases, double look_rate);

}  // namespace gpubench::results
