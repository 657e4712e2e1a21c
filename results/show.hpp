/// Show: what a result file says, as text for people and as JSON for machines.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <string>

#include "results/store.hpp"

namespace gpubench::results {

struct ShowOptions {
  std::size_t width = 0;  ///< Columns; 0: no limit.
  bool color = false;
  std::string file;      ///< Its name, for the header; empty: left out.
  bool verbose = false;  ///< What is behind each row, and each case that was skipped.
};

/// For this stream: standard output's terminal, or no limit and no colour.
ShowOptions show_options_for(const std::ostream& out, const std::string& file = {});

/// For each launch: header, table by group, skips by reason, wall time, what one launch can tell, who lags.
void show(const ResultFile& file, const ShowOptions& options, std::ostream& out);

/// {"kind", "warnings", "launches": [{..., "cases": [{"id", "name", "verdict", "rate" ...}], "lags":
/// [...]}]}; a figure that is missing is not there. Times are seconds, rates in their "rate_unit".
std::string show_json(const ResultFile& file);

}  // namespace gpubench::results
