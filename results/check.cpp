#include "results/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "results/error.hpp"
#include "results/fields.hpp"
#include "results/ulid.hpp"
#include "results/utf8.hpp"

namespace gpubench::results {
namespace {

[[noreturn]] void refuse(std::string_view place, std::string_view what) {
  throw DataError(fmt::format("{}: {}", place, what));
}

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Refuses texts that are too long or no UTF-8, and numbers that are NaN.
struct FieldCheck {
  std::string_view place;

  void operator()(std::string_view name, const std::string& value) const {
    if (value.size() > kTextBytesMax) refuse(place, fmt::format("{} is longer than 1 MiB", name));
    if (!is_text(value)) refuse(place, fmt::format("{} is not UTF-8 text", name));
  }
  void operator()(std::string_view name, const Axes& value) const {
    std::size_t bytes = 0;
    for (const auto& [key, text] : value) {
      (*this)(name, key);
      (*this)(name, text);
      bytes += key.size() + text.size() + 8;
    }
    if (bytes > kTextBytesMax / 6) refuse(place, fmt::format("{} is too long", name));  // \u00xx: six for one
  }
  void operator()(std::string_view name, double value) const {
    if (std::isnan(value)) refuse(place, fmt::format("{} is NaN", name));
  }
  template <class T>
  void operator()(std::string_view, const T&) const {}
};

/// Refuses what is not finite and at least 0.
struct AmountCheck {
  std::string_view place;

  void operator()(std::string_view name, double value) const {
    if (!std::isfinite(value) || value < 0)
      refuse(place, fmt::format("{} is not an amount: {}", name, value));
  }
  template <class T>
  void operator()(std::string_view, const T&) const {}
};

void check_matrix(const Case& c, std::string_view place, std::string_view name,
                  const Matrix<std::int64_t>& matrix) {
  const std::size_t limit = kMatrixBytesMax / sizeof(std::int64_t);
  if (matrix.columns > limit || matrix.rows > limit || matrix.rows * matrix.columns != matrix.values.size() ||
      matrix.values.size() > limit)
    refuse(place, fmt::format("{} has {} values for {} x {}", name, matrix.values.size(), matrix.rows,
                              matrix.columns));
  // Also without values: readers count rows, or columns, before they look at any.
  if ((matrix.rows > 0 || matrix.columns > 0) && matrix.rows != c.participants.size())
    refuse(place,
           fmt::format("{} has {} rows for {} participants", name, matrix.rows, c.participants.size()));
}

void check_shapes(const Case& c, std::string_view place) {
  each_matrix(c, [&](std::string_view name, const auto& matrix) { check_matrix(c, place, name, matrix); });
  if (!c.starts.empty() && c.starts.columns != c.samples.columns)
    refuse(place, fmt::format("{} starts for {} samples", c.starts.columns, c.samples.columns));
  const auto times = c.telemetry.find("times");
  if (times == c.telemetry.end() && !c.telemetry.empty()) refuse(place, "telemetry has no times");
  each_named_group(c, [&](const std::string& group, const auto& matrices) {
    const bool sampled = group == "disturbance";
    if (matrices.size() > kNamesMax) refuse(place, fmt::format("too many kinds of {}", group));
    for (const auto& [name, matrix] : matrices) {
      const bool plain = !name.empty() && name.size() <= 64 && name != "." && name != ".." &&
                         name.find('/') == std::string::npos && is_text(name);
      if (!plain) refuse(place, fmt::format("a name in {} is not a plain word", group));
      const std::string path = group + "/" + name;
      check_matrix(c, place, path, matrix);
      const std::size_t expected = sampled ? c.samples.columns : times->second.columns;
      if (!matrix.empty() && matrix.columns != expected)
        refuse(place, fmt::format("{} has {} values for {} {}", path, matrix.columns, expected,
                                  sampled ? "samples" : "readings"));
    }
  });
}

/// Cells are as wide as their column's longest text, so one long text weighs as often as there are rows.
template <class Row, class EachField>
void check_table(const std::vector<Row>& rows, std::string_view place, std::string_view table,
                 EachField&& each_field) {
  std::map<std::string_view, std::size_t> widths;
  const auto measure = [&]<class T>(std::string_view name, const T& value) {
    if constexpr (std::is_same_v<T, std::string>) widths[name] = std::max(widths[name], value.size());
  };
  for (const Row& row : rows) each_field(row, measure);
  std::size_t width = 64;  // numbers
  for (const auto& [name, bytes] : widths) {
    if (bytes > kCellBytesMax) refuse(place, fmt::format("{}: a {} is longer than 64 KiB", table, name));
    width += bytes;
  }
  if (rows.size() > kTableBytesMax / width) refuse(place, fmt::format("{} is over 256 MiB", table));
}

}  // namespace

void check(const Case& c, std::string_view place) {
  if (!is_hex(c.id, 16)) refuse(place, "a case's id is not 16 hexadecimal digits");
  if (!c.hash.empty() && !is_hex(c.hash, 64)) refuse(place, "hash is not 64 hexadecimal digits");
  each_case_field(c, FieldCheck{place});
  each_work_field(c.work, AmountCheck{place});
  each_wall_field(c.wall, AmountCheck{place});
  if (c.batch == 0) refuse(place, "batch is 0");
  const auto& ranks = c.participants;
  if (!ranks.empty() && ranks.front() < 0) refuse(place, "a participant is negative");
  if (std::adjacent_find(ranks.begin(), ranks.end(), std::greater_equal<>()) != ranks.end())
    refuse(place, "participants do not ascend");
  check_shapes(c, place);
}

void check(const Launch& launch, std::string_view place) {
  if (!is_ulid(launch.ulid)) refuse(place, "a launch's ulid is not 26 digits of Crockford's base 32");
  if (!launch.hash.empty() && !is_hex(launch.hash, 64)) refuse(place, "hash is not 64 hexadecimal digits");
  const FieldCheck field{place};
  each_launch_field(launch, field);
  each_wall_field(launch.wall, AmountCheck{place});
  for (const Rank& rank : launch.ranks) each_rank_field(rank, field);
  for (const Fact& fact : launch.environment) each_fact_field(fact, field);
  check_table(launch.ranks, place, "ranks", [](auto& row, auto& visit) { each_rank_field(row, visit); });
  check_table(launch.environment, place, "environment",
              [](auto& row, auto& visit) { each_fact_field(row, visit); });
}

}  // namespace gpubench::results
