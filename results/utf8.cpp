#include "results/utf8.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace gpubench::results {

char32_t take_character(std::string_view& text) {
  const auto first = static_cast<std::uint8_t>(text.front());
  const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  char32_t value = length == 1 ? first : first & (0xFFu >> (length + 1));
  bool good = first < 0x80 || (first >= 0xC2 && first <= 0xF4 && text.size() >= length);
  for (std::size_t i = 1; good && i < length; ++i) {
    const auto next = static_cast<std::uint8_t>(text[i]);
    good = (next & 0xC0) == 0x80;
    value = value << 6 | (next & 0x3Fu);
  }
  good = good && value >= kSmallest[length] && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
  text.remove_prefix(good ? length : 1);
  return good ? value : kBrokenCharacter;
}

bool is_text(std::string_view bytes) {
  while (!bytes.empty()) {
    const char32_t c = take_character(bytes);
    if (c == 0 || c == kBrokenCharacter) return false;
  }
  return true;
}

}  // namespace gpubench::results
