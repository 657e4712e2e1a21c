/// Limits: how long a profile lets a case run.
#pragma once
#include <algorithm>
#include <optional>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Caps of one case, from results/STATISTICS.md.
struct Limits {
  Seconds warm_up;      ///< Warm-up ends here even where it has not settled.
  Seconds timed;        ///< No new round starts past this; at least samples_min are taken all the same.
  int samples_min = 5;  ///< Fewer have no interquartile mean.
  /// A batch may last so long before it is made smaller than planned: such that the fewest samples take ten
  /// times the profile's cap. A batch belongs to a case's identity, so this never depends on the time left.
  Seconds batch = 10 * timed / samples_min;
};

constexpr Limits limits_of(Profile profile) {
  switch (profile) {
    case Profile::quick:
      return {Seconds(0.1), Seconds(0.3)};
    case Profile::standard:
      return {Seconds(1.0), Seconds(2.0)};
    case Profile::thorough:
      return {Seconds(1.0), Seconds(20.0)};
  }
  return {};
}

/// A case is not begun with less: warm-up, samples and a verdict of a small one.
constexpr Seconds kCaseTimeMin{0.1};

/// Caps where so much is left of the run: a quarter of it for warm-up, half for samples, the rest for
/// buffers, inputs and the verdict, which nothing bounds. None where less than kCaseTimeMin is left.
constexpr std::optional<Limits> limits_within(const Limits& limits, Seconds left) {
  if (left < kCaseTimeMin) return std::nullopt;
  return Limits{std::min(limits.warm_up, left / 4), std::min(limits.timed, left / 2), limits.samples_min,
                limits.batch};
}

}  // namespace gpubench
