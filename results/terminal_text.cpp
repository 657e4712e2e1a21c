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

/// Where to break a word that is too wide: behind the last "_" or "/" that fits, else where it must be.
std::size_t break_place(std::string_view word, std::size_t width) {
  std::string_view rest = word;
  std::size_t used = 0, place = 0, last = 0;
  while (!rest.empty()) {
    used += columns_of(take_character(rest));
    if (used > width && last > 0) break;
    last = word.size() - rest.size();  // a first character wider than the room goes all the same
    if (word[last - 1] == '_' || word[last - 1] == '/') place = last;
    if (used >= width) break;
  }
  return place > 0 ? place : last;
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
  const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  const std::string margin(indent, ' ');
  const std::size_t room = width > indent ? width - indent : 1;
  std::vector<std::string> lines(1, margin);
  std::size_t used = 0;
  const auto add = [&](std::string_view part, std::size_t part_width) {
    if (used > 0 && used + 1 + part_width > room) {
      lines.push_back(margin);
      used = 0;
    }
    if (used > 0) lines.back() += ' ';
    lines.back() += part;
    used += (used > 0 ? 1 : 0) + part_width;
  };
  for (std::size_t begin = indent; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    std::string_view word = text.substr(begin, end - begin);
    std::size_t word_width = display_width(word);
    while (word_width > room) {
      const std::string_view head = word.substr(0, break_place(word, room));
      const std::size_t head_width = display_width(head);
      add(head, head_width);
      word.remove_prefix(head.size());
      word_width -= head_width;
      if (word.empty()) break;
      lines.push_back(margin);
      used = 0;
    }
    if (!word.empty()) add(word, word_width);
    begin = end + 1;
  }
  return lines;
}

}  // namespace gpubench::results
