/// The columns that the widest line of a text takes.
#pragma once
#include <algorithm>
#include <sstream>
#include <string>

#include "results/terminal.hpp"

namespace gpubench::results {

inline std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}

}  // namespace gpubench::results
