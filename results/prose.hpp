/// Prose: what stands above and below the tables, broken at blanks to fit a terminal.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "results/table.hpp"

namespace gpubench::results {

struct Prose {
  std::size_t width = 0;  ///< Columns; 0: no limit.
  bool color = false;

  /// The text, sanitized, in lines, each ended, that leave `indent` columns of that; those after the first
  /// begin with as many blanks, the first is for the caller to put behind a label or at the margin.
  std::string lines(std::string_view text, std::size_t indent = 0, Style style = Style::plain) const;
  /// The label filled up to that many columns, a blank at least, and the text beside it.
  std::string labelled(std::string_view label, std::size_t columns, std::string_view text) const;
};

}  // namespace gpubench::results
