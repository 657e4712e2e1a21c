/// CaseLines: the rows of the page's table of cases.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "results/report/report.hpp"

namespace gpubench::results {

struct CaseCell {
  std::string text;
  std::optional<double> value;  ///< What it sorts by, where that is no text.
};

struct CaseLine {
  CaseKey key;
  std::string id;
  std::string verdict;          ///< Of a comparison its outcome; else the worst that any launch says.
  bool has_section = true;      ///< Some launch measured it.
  std::vector<CaseCell> cells;  ///< After case, axes and verdict: as many as there are columns.
  std::optional<double> share;  ///< Of the ceiling; a bar.
};

struct CaseLines {
  std::vector<std::string> columns;
  std::vector<CaseLine> lines;  ///< In row_order(): what was measured or failed; skipped ones are no rows.
};

/// Columns in which no line has anything are left out.
CaseLines case_lines(const Report& report);

inline constexpr const char* kShareColumn = "of ceiling";

}  // namespace gpubench::results
