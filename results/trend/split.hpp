/// Split: a series parted in levels.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace gpubench::results {

/// Launches that a level must have lasted at least.
inline constexpr std::size_t kLevelMin = 3;

/// The best place to split a series in two levels.
struct Split {
  std::size_t place = 0;  ///< First of the second level; 0 where the series is too short or does not vary.
  double share = 0;       ///< Of the sum of squares about the mean that two levels explain, 0..1.
};

/// Over all places with kLevelMin values on both sides.
Split best_split(std::span<const double> series);

/// The best split, and the better of the best splits of its two parts: first places of new levels, ascending,
/// two at most.
std::vector<std::size_t> three_levels(std::span<const double> series);

/// What is left when the level between two such places is taken away.
std::vector<double> residuals_of(std::span<const double> series, std::span<const std::size_t> places);

}  // namespace gpubench::results
