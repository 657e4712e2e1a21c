/// CaseDetails: what is behind a case's row, in words for those who asked for all of it.
#pragma once
#include <string>
#include <vector>

#include "results/model.hpp"

namespace gpubench::results {

struct Detail {
  std::string label;                 ///< "samples", "checked"
  std::vector<std::string> phrases;  ///< Between them a line may be broken. May hold text of the file's.
};

/// Which case it is, its samples, ranks, work, check, what went on beside it, where its time went, its facts.
/// What the case does not tell has no phrase; a label without phrases is not there.
std::vector<Detail> details_of(const Case& c);

/// Lines no wider than width (0: no limit), each indented and under its label.
std::vector<std::string> detail_lines(const std::vector<Detail>& details, std::size_t width);

}  // namespace gpubench::results
