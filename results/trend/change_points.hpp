/// ChangePoints: where the level of a series of launches changed. STATISTICS.md says what that takes and what
/// it can't tell.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gpubench::results {

/// Launches that a level must have lasted at least.
inline constexpr std::size_t kLevelMin = 3;
/// Share of false ones among the series said to have changed.
inline constexpr double kChangeRate = 0.05;

/// The best place to split a series in two levels.
struct Split {
  std::size_t place = 0;  ///< First of the second level; 0 where the series is too short.
  double share = 0;       ///< Of the sum of squares about the mean that two levels explain, 0..1.
};

/// Over all places with kLevelMin values on both sides.
Split best_split(std::span<const double> series);

/// How alike neighbours are, 0..0.95: (median |x[i+2] - x[i]|)^2 / (median |x[i+1] - x[i]|)^2 - 1, which of
/// an autoregression is its coefficient and which a few steps do not move. Source: Chakar, Lebarbier,
/// Levy-Leduc, Robin, A robust approach for estimating change-points in the mean of an AR(1) process,
/// Bernoulli 23 (2017).
double neighbour_correlation(std::span<const double> series);

/// How often a series without a change is split as well or better, by order drawn anew; where neighbours are
/// alike, what is drawn anew are the steps of an autoregression with that correlation. Ends early where p is
/// plainly large: p is then h / l after h = 30 such in l draws (Besag, Clifford 1991), else
/// (1 + count) / (1 + draws).
double split_p(std::span<const double> series, double correlation, std::size_t draws, std::uint64_t seed);

/// Of each series of a family the first places of new levels, ascending. One series is too short to tell how
/// alike neighbours are, so that is the mean of its own figure and the family's median. First all series as
/// wholes, p over all of them by Benjamini and Hochberg; series that changed are then split again as long as
/// p is at most what the first round let pass. A change is at least `change` on the values (ln time).
std::vector<std::vector<std::size_t>> find_changes(const std::vector<std::vector<double>>& family,
                                                   double change, double rate = kChangeRate);

}  // namespace gpubench::results
