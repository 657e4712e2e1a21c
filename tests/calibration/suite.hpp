/// Suite: 50 benchmarks taken through the gate of a duet, some of them slowed, and what came out.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "results/statistics/contrast.hpp"
#include "results/statistics/verdict.hpp"

namespace gpubench::calibration {

inline constexpr std::size_t kSuite = 50;

struct SuitePlan {
  std::uint64_t seed = 1;
  std::size_t index = 0;    ///< Of the suite.
  std::size_t changed = 0;  ///< The first so many benchmarks are slower on side B ...
  double effect = 0;        ///< ... by this, on ln time.
  bool ledger = false;      ///< 10 earlier pairs of the same build are known of each.
};

struct Outcome {
  results::SequentialGate::Member decided;
  bool changed = false;
  bool on_watch = false;  ///< Not in the family; decided is empty.
  /// The first launch of each side, as peers would see it.
  results::LaunchSamples first_a, first_b;
};

std::vector<Outcome> run_suite(const SuitePlan& plan);

/// What `gate` would end with, had it these outcomes alone: 1 a change for the worse, 2 something is
/// undecided, 3 nothing was gated, 0 all is well.
int exit_code(const std::vector<Outcome>& outcomes);

}  // namespace gpubench::calibration
