#include "results/prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "results/terminal.hpp"

namespace gpubench::results {

std::string Prose::lines(std::string_view text, std::size_t indent, Style style) const {
  const std::string clean = sanitize(text);
  std::vector<std::string> broken = {clean};
  if (width > indent) broken = wrap(clean, width - indent);
  std::string result, margin;
  for (const std::string& line : broken) {
    result += margin + paint(line, style, color) + '\n';
    margin = std::string(indent, ' ');
  }
  return result;
}

std::string Prose::labelled(std::string_view label, std::size_t columns, std::string_view text) const {
  const std::size_t begin = std::max(columns, display_width(label) + 1);
  return fmt::format("{:{}}{}", label, begin, lines(text, begin));
}

}  // namespace gpubench::results
