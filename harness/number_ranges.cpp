#include "harness/number_ranges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace gpubench {
namespace {

// More than any kernel's NR_CPUS (8192) or job's ranks; keeps a damaged text from filling memory.
constexpr int kNumberMax = 1 << 20;

int parse_number(std::string_view text, std::string_view whole) {
  int value = -1;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size() || value < 0 || value > kNumberMax)
    throw std::invalid_argument(fmt::format("'{}' is no list of numbers such as 0-7,16-23", whole));
  return value;
}

}  // namespace

std::string format_ranges(const std::vector<int>& numbers) {
  std::string text;
  for (std::size_t first = 0; first < numbers.size();) {
    std::size_t last = first;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    if (!text.empty()) text += ',';
    text += first == last ? fmt::format("{}", numbers[first])
                          : fmt::format("{}-{}", numbers[first], numbers[last]);
    first = last + 1;
  }
  return text;
}

std::vector<int> parse_ranges(std::string_view text) {
  const std::string_view whole = text;
  std::vector<int> numbers;
  while (!text.empty()) {
    const auto comma = text.find(',');
    const std::string_view part = text.substr(0, comma);
    const auto dash = part.find('-');
    const int first = parse_number(part.substr(0, dash), whole);
    const int last = dash == std::string_view::npos ? first : parse_number(part.substr(dash + 1), whole);
    if (last < first) parse_number("", whole);
    for (int number = first; number <= last; ++number) numbers.push_back(number);
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace gpubench
