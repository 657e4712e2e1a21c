#include "bench/api/units.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>
#include <stdexcept>

namespace gpubench {
namespace {

/// A size unit and its power of two, largest first.
struct Unit {
  char letter;
  int shift;
};
constexpr std::array<Unit, 6> kUnits = {{{'E', 60}, {'P', 50}, {'T', 40}, {'G', 30}, {'M', 20}, {'K', 10}}};

[[noreturn]] void refuse(std::string_view text) {
  throw std::invalid_argument(fmt::format(
      "'{}' is no size: write a whole number and a binary unit, such as 4096, 96KiB or 4MiB", text));
}

/// The power of two of what follows the digits. Throws where it is no unit.
int shift_of(std::string_view unit, std::string_view text) {
  if (unit.empty() || unit == "B") return 0;
  for (const Unit& known : kUnits) {
    const bool is_short = unit.size() == 1 && unit[0] == known.letter;
    const bool is_long = unit.size() == 3 && unit[0] == known.letter && unit.substr(1) == "iB";
    if (is_short || is_long) return known.shift;
  }
  refuse(text);
}

}  // namespace

std::string format_size(Bytes size) {
  for (const Unit& unit : kUnits) {
    const std::uint64_t one = std::uint64_t{1} << unit.shift;
    if (size.count >= one && size.count % one == 0)
      return fmt::format("{}{}iB", size.count / one, unit.letter);
  }
  return fmt::format("{}B", size.count);
}

Bytes parse_size(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) refuse(text);
  const int shift = shift_of(text.substr(static_cast<std::size_t>(end - text.data())), text);
  if (number > std::numeric_limits<std::uint64_t>::max() >> shift) refuse(text);
  return {number << shift};
}

}  // namespace gpubench
