#include "results/export/case_path.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {

std::string case_path(const Row& row) {
  std::string path = row.name;
  std::string axes = compact_axes(row.axes);
  std::ranges::replace(axes, ' ', '/');
  std::ranges::replace(axes, '=', ':');
  if (!axes.empty()) path += "/" + axes;
  path += "/" + row.backend;
  if (row.participants > (row.scope == "world" ? 0U : 1U)) path += fmt::format("/ranks:{}", row.participants);
  path = sanitize(path);
  std::ranges::replace(path, ' ', '_');
  return path;
}

}  // namespace gpubench::results
