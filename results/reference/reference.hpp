/// Reference: a run beside one kept from another machine, to see where it stands. Shares orient; none of them
/// is a verdict, for other hardware alone explains them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/row.hpp"
#include "results/comparison/side.hpp"

namespace gpubench::results {

/// What the launches of one side that measured a case say of it together.
struct CaseFigures {
  std::size_t launches = 0;
  std::size_t participants = 0;
  double level = 0;            ///< Median over launches of Row::level.
  std::optional<double> time;  ///< Likewise of Row::time_median: not of an imported rate.
  std::optional<double> rate;  ///< Likewise of Row::rate, in rate_unit; absent for latencies and where wrong.
  std::string rate_unit;
};

/// A case that both sides measured.
struct ReferenceRow {
  CaseKey key;
  CaseFigures run, reference;
  /// 1 is equal and more is better: the run's rate / the reference's; where one has none, the reference's
  /// time / the run's.
  std::optional<double> share;
  bool wrong = false;  ///< In a launch of either side; it has no share.
  std::string remark;  ///< Why there is no share, or what it is of where that is not plain.
};

/// Cases of a group together.
struct ReferenceGroup {
  std::string group;
  std::size_t cases = 0;  ///< With a share.
  double share = 0;       ///< Their geometric mean.
};

struct Reference {
  Side run, reference;
  std::string hardware_run, hardware_reference;  ///< Models of processors and devices; empty where not known.
  std::vector<ReferenceRow> rows;                ///< In row_order().
  std::vector<ReferenceGroup> groups;            ///< In the order of rows; those with a share.
  std::size_t run_only = 0, reference_only = 0;  ///< Cases that one side alone measured.
};

/// Reads case by case. Throws what the files' readers throw, DataError where a launch has a case twice and
/// where no case was measured on both sides.
Reference refer(const Side& run, const Side& reference);

}  // namespace gpubench::results
