/// SuiteShare: how often a duet of one build with itself would end well, on a machine whose spread is known.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "results/statistics/contrast.hpp"
#include "results/statistics/verdict.hpp"

namespace gpubench::results {

struct SuiteShare {
  std::size_t suites = 0;  ///< Simulated.
  std::size_t good = 0;    ///< No case in the family REGRESSED or undecided: exit code 0.
  std::size_t alarms = 0;  ///< Some case REGRESSED or IMPROVED.
  double pairs = 0;        ///< Mean number of pairs until all was decided.
};

/// Suites of the cases whose priors are given, but for those on watch, taken through all looks. Differences
/// of pairs are drawn normal with mean 0 and the prior's variance, independent of each other; what a seed
/// gives is the same everywhere. None where all cases are on watch.
SuiteShare simulate_suites(std::span<const Prior> priors, std::size_t suites, std::uint64_t seed,
                           const Thresholds& thresholds = {});

}  // namespace gpubench::results
