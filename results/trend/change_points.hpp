/// ChangePoints: where the level of a series of launches changed. STATISTICS.md says what that takes and what
/// it can't tell.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "results/trend/mood.hpp"

namespace gpubench::results {

/// Share of false ones among the series said to have changed.
inline constexpr double kChangeRate = 0.05;

/// How often a series without a change but with that mood is split as well or better: see UnchangedSeries.
/// Ends early where p is plainly large: p is then h / l after h = 30 such in l draws (Besag, Clifford 1991),
/// else (1 + count) / (1 + draws).
double split_p(std::span<const double> series, const Mood& mood, std::size_t draws, std::uint64_t seed);

/// Of each series of a family the first places of new levels, ascending. One series is too short to tell its
/// mood: it is fitted to the median variogram of the family, or where that is larger to the geometric mean of
/// it and the series' own. First all series as wholes, p over all of them by Benjamini and Hochberg; series
/// that changed are then split again as long as p is at most what the first round let pass. A change is at
/// least `change` on the values (ln time).
std::vector<std::vector<std::size_t>> find_changes(const std::vector<std::vector<double>>& family,
                                                   double change, double rate = kChangeRate);

}  // namespace gpubench::results
