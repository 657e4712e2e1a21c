/// Rank-local: which rank (GPU) differs between two sides by more than the other ranks do.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "results/statistics/contrast.hpp"

namespace gpubench::results {

/// m of each rank in each launch: [launch][rank].
using RankLocations = std::vector<std::vector<double>>;

/// Each value less the median of the others. 2 or more values; else std::invalid_argument.
std::vector<double> beyond_others(std::span<const double> values);

/// Of each rank k, over pairs j: d'_jk = D_jk - median over the other ranks of D_jl, with Student's t. Both
/// sides have the same 2 or more launches and the same 2 or more ranks in the same order; else
/// std::invalid_argument.
std::vector<Contrast> rank_local_contrasts(const RankLocations& a, const RankLocations& b, Better better);

inline constexpr double kRankEffectMin = 0.02;  ///< A smaller effect names nobody.
inline constexpr double kRankErrorRate = 0.01;

/// Which (benchmark, rank) of a whole comparison are named: rejected over all of them, and at least 2 %.
std::vector<bool> named_ranks(std::span<const Contrast> of_all_benchmarks);

}  // namespace gpubench::results
