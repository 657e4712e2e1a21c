/// CaseContrast: the observations of one case in all launches of two sides, made figures. What they allow to
/// say is decided over the whole family afterwards.
#pragma once
#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/design.hpp"
#include "results/comparison/row.hpp"
#include "results/comparison/standing.hpp"

namespace gpubench::results {

/// A rank's change beyond that of the other ranks.
struct RankContrast {
  std::int32_t rank = 0;  ///< In the baseline's first launch.
  std::string device;
  Contrast contrast;
};

/// Locations of a case's replicates: launch j of one beside launch j of the other where they are pairs.
struct Replicates {
  std::vector<double> baseline, candidate;
};

/// Which launches those are: places among their side's.
struct ReplicatePlaces {
  std::vector<std::size_t> baseline, candidate;
  friend auto operator<=>(const ReplicatePlaces&, const ReplicatePlaces&) = default;
};

struct CaseContrast {
  ComparedCase row;              ///< Outcome: what can be said of the case alone, else inconclusive.
  bool in_family = false;        ///< Its verdict is for the family to give.
  bool enough = false;           ///< Launches for a verdict: 3 pairs, 5 launches a side, or a ledger.
  std::optional<Contrast> tail;  ///< The same contrast of the 95th percentile.
  Replicates replicates;
  ReplicatePlaces places;
  bool higher_is_better = false;
  std::vector<RankContrast> ranks;  ///< Of cases in which each participant has times of its own.
  /// With one launch a side: how much worse each rank became, on ln; it shows no verdict.
  std::vector<std::pair<std::int32_t, double>> changes;
};

/// Launches that have nothing to do with each other: a verdict takes so many a side.
inline constexpr std::size_t kUnpairedMin = 5;

/// look_rate: error rate of one look, for the interval. prior: what a ledger knows of a pair's spread.
CaseContrast contrast_case(const CaseKey& key, const Observations& baseline, const Observations& candidate,
                           const Design& design, double look_rate, std::optional<Prior> prior = std::nullopt);

}  // namespace gpubench::results
