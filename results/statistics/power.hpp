/// Power: how small a change so many pairs can resolve on a machine whose spread is known.
#pragma once
#include <cstddef>
#include <optional>

#include "results/statistics/contrast.hpp"
#include "results/statistics/verdict.hpp"

namespace gpubench::results {

/// The effect on ln time that is found four times in five by `pairs` pairs, tested two-sided at the level of
/// one look: (t_{df, 1 - q/8} + t_{df, 0.8}) s0 / sqrt(pairs), df those of the moderated variance; never
/// under the floor of what a verdict calls a change. 2 or more pairs, else std::invalid_argument.
double resolvable_change(const Prior& prior, std::size_t pairs, const Thresholds& thresholds = {});

/// Its noise, whatever a verdict calls a change, is such that even the last look's pairs would not resolve
/// the equivalence margin: shown, not gated.
bool is_on_watch(const Prior& prior, const Thresholds& thresholds = {});

/// Fewest launches n of each of two sides by which `change` on ln time is found four times in five, tested
/// two-sided at the level of one look, where a launch's location has this variance on either side:
/// (t_{df, 1 - q/8} + t_{df, 0.8}) s sqrt(2/n) <= change, df = 2 (n - 1), s never under kErrorFloor. More
/// than kLaunchesMax: nothing. Throws std::invalid_argument where change is not above 0.
std::optional<std::size_t> launches_to_resolve(double change, double variance,
                                               const Thresholds& thresholds = {});

inline constexpr std::size_t kLaunchesMax = 1000;

}  // namespace gpubench::results
