#include "results/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace gpubench::results {

std::string format_time(double seconds, int digits) {
  // What the digits round to 1000 of a unit is 1 of the next.
  const double rounded_up = seconds * (1 + 0.5 * std::pow(10, -digits));
  const char* unit = rounded_up < 1e-6 ? "ns" : rounded_up < 1e-3 ? "us" : rounded_up < 1 ? "ms" : "s";
  const double scaled = seconds * (rounded_up < 1e-6   ? 1e9
                                   : rounded_up < 1e-3 ? 1e6
                                   : rounded_up < 1    ? 1e3
                                                       : 1);
  return fmt::format("{:#.{}g} {}", scaled, digits, unit);
}

std::string format_value(double value, const std::string& unit, int digits) {
  if (unit == "s") return format_time(value, digits);
  if (unit == "GB/s" || unit == "Gflop/s" || unit == "1/s") return format_rate(value, unit, digits);
  return fmt::format("{:#.{}g} {}", value, digits, unit);
}

std::string format_rate(double rate, std::string unit, int digits) {
  // "GB/s" of 0.0012 is "MB/s" of 1.2: steps of 1000 either way.
  constexpr std::array<const char*, 7> kPrefixes = {"", "k", "M", "G", "T", "P", "E"};
  std::size_t prefix = 0;
  if (unit == "ns") return format_time(1e-9 * rate, digits);
  if (unit.starts_with("1/")) unit.erase(0, 1);  // "M/s"
  if (unit.starts_with("G")) {
    unit.erase(0, 1);
    rate *= 1e9;
  }
  const double first_too_long = 1000 - 500 * std::pow(10, -digits);
  for (; rate >= first_too_long && prefix + 1 < kPrefixes.size(); ++prefix) rate /= 1000;
  return fmt::format("{:#.{}g} {}{}", rate, digits, kPrefixes[prefix], unit);
}

std::string counted(std::int64_t count, const char* noun) {
  const char* end = count == 1 ? "" : std::string_view(noun).ends_with("ch") ? "es" : "s";
  return fmt::format("{} {}{}", count, noun, end);
}

std::string compact_axes(const std::string& axes) {
  std::string compact;
  for (std::size_t begin = 0; begin < axes.size();) {
    const std::size_t end = std::min(axes.find(' ', begin), axes.size());
    const std::string axis = axes.substr(begin, end - begin);
    const std::string value = axis.substr(axis.find('=') + 1);
    const bool bare_number = value.find_first_not_of("0123456789/.-") == std::string::npos;
    compact += (compact.empty() ? "" : " ") + (bare_number ? axis : value);
    begin = end + 1;
  }
  return compact;
}

}  // namespace gpubench::results
