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

  /// The text, sanitized, in lines no wider than that, each ended; those after the first are indented, and
  /// the first is to be put behind as many columns.
  std::string lines(std::string_view text, std::size_t indent = 0, Style style = Style::plain) const;
  /// The label filled up to that many columns, and the text beside it.
  std::string labelled(std::string_view label, std::size_t columns, std::string_view text) const;
};

}  // namespace gpubench::results
