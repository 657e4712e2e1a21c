/// Standing: what can be said of a case before any statistics: that it is gone, failed, wrong, or another
/// operation on each side.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/observation.hpp"
#include "results/comparison/row.hpp"

namespace gpubench::results {

/// Of one case by launch of a side; nothing where the launch does not have the case.
using Observations = std::vector<std::optional<Observation>>;

/// The observations that were measured.
std::vector<const Observation*> measured_of(const Observations& side);

/// In what two measurements are not of the same operation, whatever their batches; empty where they are.
std::string say_other_work(const Case& a, const Case& b);

struct Standing {
  std::optional<Outcome> outcome;  ///< None: the two sides can be contrasted.
  std::string why;
};

/// The first that holds: MISSING, BROKEN (failed), NEW, WRONG, BROKEN (samples), INCOMPARABLE. One side
/// measured it in some launch.
Standing standing_of(const Observations& baseline, const Observations& candidate);

}  // namespace gpubench::results
