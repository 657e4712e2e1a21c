// Text of unknown origin: made harmless, measured and cut in columns.
#include <algorithm>
#include <array>

#include "results/terminal.hpp"
#include "results/utf8.hpp"

namespace gpubench::results {
namespace {

struct Range {
  char32_t first, last;
};

/// Controls, soft hyphen, zero-width, bidirectional, line separators, variation selectors of tags, byte-order
/// mark. Source: Unicode 15 categories Cc, Cf, Zl, Zp; Trojan Source (CVE-2021-42574).
constexpr std::array<Range, 10> kHarmful = {{{0x00, 0x1F},
                                             {0x7F, 0x9F},
                                             {0xAD, 0xAD},
                                             {0x61C, 0x61C},
                                             {0x180E, 0x180E},
                                             {0x200B, 0x200F},
                                             {0x2028, 0x202E},
                                             {0x2060, 0x206F},
                                             {0xFEFF, 0xFEFF},
                                             {0xE0000, 0xE0FFF}}};
constexpr std::array<Range, 4> kCombining = {
    {{0x300, 0x36F}, {0x1AB0, 0x1AFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
/// Source: Unicode EastAsianWidth W and F, the large blocks.
constexpr std::array<Range, 7> kWide = {{{0x1100, 0x115F},
                                         {0x2E80, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFF00, 0xFF60},
                                         {0x1F300, 0x1FAFF},
                                         {0x20000, 0x3FFFD}}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t c) {
  return std::ranges::any_of(ranges, [c](Range range) { return c >= range.first && c <= range.last; });
}

std::size_t columns_of(char32_t c) {
  return within(kCombining, c) ? 0 : within(kWide, c) ? 2 : 1;
}

}  // namespace

std::string sanitize(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = take_character(text);
    if (c == kBrokenCharacter || within(kHarmful, c)) {
      clean += '?';
    } else {
      clean += before.substr(0, before.size() - text.size());
    }
  }
  return clean;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) width += columns_of(take_character(text));
  return width;
}

std::string shorten(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::string_view rest = text;
  std::size_t used = 0, kept = 0;
  while (!rest.empty()) {
    used += columns_of(take_character(rest));
    if (used > width - 1) break;
    kept = text.size() - rest.size();
  }
  return std::string(text.substr(0, kept)) + "…";
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const bool fits = display_width(lines.back()) + 1 + display_width(word) <= width;
    if (lines.back().empty()) {
      lines.back() = word;
    } else if (fits) {
      lines.back().append(" ").append(word);
    } else {
      lines.emplace_back(word);
    }
    begin = end + 1;
  }
  return lines;
}

}  // namespace gpubench::results
