#include "results/markdown.hpp"

#include <fmt/format.h>

#include <string_view>

#include "results/terminal.hpp"

namespace gpubench::results {

std::string markdown_text(const std::string& text) {
  std::string safe;
  for (const char c : sanitize(text)) {
    if (c == '@' || c == ':') {
      safe += fmt::format("&#{};", static_cast<int>(c));  // would mention somebody, or be made a link
    } else if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else {
      if (std::string_view("\\`*_{}[]()#!|>~").find(c) != std::string_view::npos) safe += '\\';
      safe += c;
    }
  }
  return safe;
}

}  // namespace gpubench::results
