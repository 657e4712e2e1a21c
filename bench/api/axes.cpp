#include "bench/api/axes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace gpubench {
namespace {

std::int64_t parse_integer(std::string_view name, std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw std::invalid_argument(fmt::format("axis {}: '{}' is no whole number of 64 bits", name, text));
  }
  return number;
}

std::string canonical_choice(const AxisDefinition& axis, std::string_view value) {
  const bool known = std::find(axis.choices.begin(), axis.choices.end(), value) != axis.choices.end();
  if (known) return std::string(value);
  throw std::invalid_argument(
      fmt::format("axis {}: '{}' is not one of {}", axis.name, value, fmt::join(axis.choices, ", ")));
}

std::string canonical_size(const AxisDefinition& axis, std::string_view value) {
  const Bytes size = parse_size(value);
  if (size >= axis.size_min && size <= axis.size_max) return format_size(size);
  throw std::invalid_argument(fmt::format("axis {}: {} is not within {} and {}", axis.name, value,
                                          format_size(axis.size_min), format_size(axis.size_max)));
}

std::string canonical_integer(const AxisDefinition& axis, std::string_view value) {
  const std::int64_t number = parse_integer(axis.name, value);
  if (number >= axis.integer_min && number <= axis.integer_max) return std::to_string(number);
  throw std::invalid_argument(fmt::format("axis {}: {} is not within {} and {}", axis.name, value,
                                          axis.integer_min, axis.integer_max));
}

}  // namespace

std::string canonical_value(const AxisDefinition& axis, std::string_view value) {
  switch (axis.kind) {
    case AxisDefinition::Kind::choice:
      return canonical_choice(axis, value);
    case AxisDefinition::Kind::size:
      return canonical_size(axis, value);
    case AxisDefinition::Kind::integer:
      return canonical_integer(axis, value);
  }
  throw std::invalid_argument(fmt::format("axis {}: of no known kind", axis.name));
}

bool Axes::has(std::string_view name) const {
  return std::any_of(values_.begin(), values_.end(), [&](const auto& axis) { return axis.first == name; });
}

const std::string& Axes::text(std::string_view name) const {
  for (const auto& [known, value] : values_) {
    if (known == name) return value;
  }
  throw std::out_of_range(fmt::format("no axis '{}' in \"{}\"", name, to_string()));
}

Bytes Axes::size(std::string_view name) const {
  return parse_size(text(name));
}

std::int64_t Axes::integer(std::string_view name) const {
  return parse_integer(name, text(name));
}

void Axes::set(std::string_view name, std::string value) {
  for (auto& [known, old] : values_) {
    if (known == name) {
      old = std::move(value);
      return;
    }
  }
  values_.emplace_back(name, std::move(value));
}

AxisDefinition count_axis(const char* name, const char* meaning, std::int64_t most) {
  return {.name = name,
          .meaning = meaning,
          .kind = AxisDefinition::Kind::integer,
          .choices = {},
          .integer_max = most};
}

std::string Axes::to_string() const {
  std::string text;
  for (const auto& [name, value] : values_) {
    if (!text.empty()) text += ' ';
    text += name + "=" + value;
  }
  return text;
}

}  // namespace gpubench
