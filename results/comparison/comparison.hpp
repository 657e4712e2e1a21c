/// Comparison: two sets of launches made rows with verdicts. All verbs that judge one side against another
/// stand on this; none of them measures or prints here.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "results/comparison/case_contrast.hpp"
#include "results/comparison/environment.hpp"
#include "results/comparison/side.hpp"
#include "results/error.hpp"
#include "results/statistics/lag.hpp"
#include "results/statistics/verdict.hpp"

namespace gpubench::results {

/// A rank that changed by more than the others of its launch.
struct RankRow {
  std::string group;  ///< "memory": what its cases share.
  std::string backend;
  std::int32_t rank = 0;
  std::string device;      ///< Its identity; empty where not known.
  double effect = 0;       ///< Median over the cases in which it is named; above 0 is worse than the others.
  std::size_t named = 0;   ///< Cases in which it is.
  std::size_t cases = 0;   ///< Cases of the group in which it took part.
  bool suspected = false;  ///< One launch a side: consistent over cases, but no verdict.
};

/// All cases of a group together.
struct GroupRow {
  std::string group;
  std::size_t cases = 0;             ///< Contrasted with the same launches.
  std::optional<Contrast> contrast;  ///< Of the mean over cases of L: the launch is the replicate.
  std::optional<double> half_width;
};

class Ledger;

/// By what a comparison judges.
struct CompareRules {
  Thresholds thresholds;
  const Ledger* ledger = nullptr;
  /// Of one case in place of the thresholds' own; no function: none has its own.
  std::function<Bounds(const CaseKey&)> bounds;
  /// Why a case is left out of judgement; empty: it is not.
  std::function<std::string(const CaseKey&)> left_out;
};

struct Comparison {
  Side baseline, candidate;
  Design design;
  std::vector<EnvironmentDifference> environment;
  std::vector<std::string> unknown_hardware;  ///< "baseline host": no fact tells model or clock.
  std::vector<ComparedCase> cases;            ///< In row_order().
  std::vector<GroupRow> groups;               ///< In the order of cases.
  std::vector<RankRow> ranks;                 ///< Named ones; slowest first in each group.
  std::size_t neither = 0;                    ///< Cases that no launch measured.
};

/// With a ledger, contrasts of pairs are moderated by what it knows, and cases it shows to be too noisy are
/// on WATCH. Reads case by case; memory does not grow with samples. Throws what the files' readers throw,
/// DataError where a launch has a case twice or is on both sides.
Comparison compare(const Side& baseline, const Side& candidate, const CompareRules& rules = {});

/// regressed where any case is REGRESSED, WRONG, BROKEN or MISSING; else incomparable where any is
/// INCOMPARABLE or DIFFERENT_HARDWARE, or none is gated; else inconclusive where any is INCONCLUSIVE or
/// SUSPECTED; else good.
ExitCode exit_code(const Comparison& comparison);

std::size_t count(const Comparison& comparison, Outcome outcome);

}  // namespace gpubench::results
