/// Environment: in which facts two sides differ, those first that move figures most.
#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "results/comparison/fact_bearing.hpp"
#include "results/comparison/side.hpp"

namespace gpubench::results {

/// What a side's launches say of one fact.
struct SideFact {
  std::set<std::string> values;
  std::size_t launches = 0;  ///< That say anything.
  bool varies = false;       ///< Not all of the side say the same: it can't be what the sides differ in.
  bool partial = false;      ///< Some of the side say nothing: then it varies.
};

struct EnvironmentDifference {
  std::string scope, key;
  SideFact baseline, candidate;    ///< One may have no values: the fact is missing there.
  const FactRule* rule = nullptr;  ///< How likely that moves figures, and why. Never null.

  /// Of those that are known to move figures: models, clocks, drivers, libraries.
  bool weighty() const { return rule->bearing >= Bearing::likely; }
};

/// By (scope, key).
using SideFacts = std::map<std::pair<std::string, std::string>, SideFact>;
/// The facts of the environment, and as facts of scope run what launches say of themselves: profile, ranks,
/// site, complete. Hashes of scopes are left out.
SideFacts facts_of(const Side& side);

/// Facts whose values differ, and those that only some launches of one side have. Order: scopes image,
/// loaded, host, device, run, others; in each by descending bearing, then by key; then those that are
/// incidental; facts that vary within a side last of all.
std::vector<EnvironmentDifference> environment_differences(const SideFacts& baseline,
                                                           const SideFacts& candidate);

}  // namespace gpubench::results
