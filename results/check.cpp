#include "results/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "results/error.hpp"
#include "results/fields.hpp"
#include "results/ulid.hpp"

namespace gpubench::results {
namespace {

[[noreturn]] void refuse(std::string_view place, std::string_view what) {
  throw DataError(fmt::format("{}: {}", place, what));
}

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Length of the well-formed sequence at the front of bytes; 0 where there is none.
std::size_t sequence_length(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned lead = byte(0);
  if (lead >= 0x01 && lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  if (length == 0 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  const unsigned second = byte(1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  return overlong || outside ? 0 : length;
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
  if (!matrix.empty() && matrix.rows != c.participants.size())
    refuse(place,
           fmt::format("{} has {} rows for {} participants", name, matrix.rows, c.participants.size()));
}

void check_shapes(const Case& c, std::string_view place) {
  each_matrix(c, [&](std::string_view name, const auto& matrix) { check_matrix(c, place, name, matrix); });
  if (!c.starts.empty() && c.starts.columns != c.samples.columns)
    refuse(place, fmt::format("{} starts for {} samples", c.starts.columns, c.samples.columns));
  if (c.disturbances.size() > kDisturbancesMax) refuse(place, "too many kinds of disturbance");
  for (const auto& [name, matrix] : c.disturbances) {
    const bool plain = !name.empty() && name.size() <= 64 && name != "." && name != ".." &&
                       name.find('/') == std::string::npos && is_text(name);
    if (!plain) refuse(place, "a disturbance's name is not a plain word");
    check_matrix(c, place, "disturbance/" + name, matrix);
    if (!matrix.empty() && matrix.columns != c.samples.columns)
      refuse(place, fmt::format("disturbance/{} has {} values for {} samples", name, matrix.columns,
                                c.samples.columns));
  }
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

bool is_text(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

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
