/// ShowComparison: a comparison as text for people, as Markdown for a pull request, as JSON for machines.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <string>

#include "results/comparison/comparison.hpp"

namespace gpubench::results {

struct ComparisonView {
  enum class By { cases, groups, ranks };
  By by = By::cases;
  bool only_changed = false;  ///< Of rows by case: what differs or is gone.
  std::size_t width = 0;      ///< Columns; 0: no limit.
  bool color = false;
  bool verbose = false;  ///< Every fact that differs, with its values uncut.
};

/// In what the environments differ, a row a case (group, rank), why cases have no verdict, the ranks that
/// differ, and in one line what it comes to.
void show(const Comparison& comparison, const ComparisonView& view, std::ostream& out);

/// The summary first, then a table; texts of files can't leave their cell.
std::string markdown(const Comparison& comparison, const ComparisonView& view);

/// {"schema": "gpubench-comparison/1", "baseline", "candidate", "design", "environment", "cases", "groups",
/// "ranks", "summary", "exit_code"}; a figure that is missing is not there. Effects are ln(worse / better).
std::string comparison_json(const Comparison& comparison);

}  // namespace gpubench::results
