/// ShowReference: a run beside a reference as text for people, as Markdown, as JSON for machines.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <string>

#include "results/reference/reference.hpp"

namespace gpubench::results {

struct ReferenceView {
  bool by_group = false;
  std::size_t width = 0;  ///< Columns; 0: no limit.
  bool color = false;
};

/// The hardware of both, what a share is and is not, a row a case or group, what has no share and why.
void show(const Reference& reference, const ReferenceView& view, std::ostream& out);

/// The same as a table that texts of files can't leave.
std::string markdown(const Reference& reference, const ReferenceView& view);

/// {"schema": "gpubench-reference/1", "run", "reference", "cases", "groups", "run_only", "reference_only"}; a
/// figure that is missing is not there.
std::string reference_json(const Reference& reference);

}  // namespace gpubench::results
