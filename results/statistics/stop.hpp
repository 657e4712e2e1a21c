/// Stop: when a case has warmed up, and when it is measured precisely enough. STATISTICS.md explains.
#pragma once
#include <array>
#include <cstddef>
#include <span>

namespace gpubench::results {

inline constexpr std::size_t kWarmUpMin = 3;
/// Numbers of samples at which all participants look at their precision together.
inline constexpr std::array<std::size_t, 5> kCheckpoints = {32, 64, 128, 256, 512};

/// At least 3 times, and the medians of the last two windows agree within 2 %. A window is a quarter of what
/// is there, at most 32 (two of them are then past the slow first half), at least 1: so 3 long operations can
/// be enough.
bool warm_up_done(std::span<const double> times_so_far);

/// Half-width (on ln time) at most 0.5 % and at least 8 effective samples, at the worst over ranks.
bool precise_enough(double half_width_max_over_ranks, double effective_min_over_ranks);

}  // namespace gpubench::results
