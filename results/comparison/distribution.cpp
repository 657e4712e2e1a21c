#include "results/comparison/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>

#include "results/comparison/comparison_words.hpp"
#include "results/row_order.hpp"
#include "results/statistics/location.hpp"
#include "results/summary.hpp"
#include "results/table.hpp"
#include "results/telling.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kCells = 48;
constexpr double kMostDrawn = 0.98;  // of a series; see bounds_of()

struct Series {
  std::string name;
  double median = 0;
  std::vector<double> values;  ///< As they are told.
};

bool is_named(const CaseKey& key, const std::string& name) {
  const std::string last = key.name.substr(key.name.find('/') + 1);
  return name == key.name || name == last || name == key.name + " " + key.axes ||
         name == key.name + " " + compact_axes(key.axes);
}

void add_side(std::vector<Series>& series, const Side& side, const char* letter, const ComparedCase& row) {
  for (std::size_t i = 0; i < side.launches.size(); ++i) {
    const SideLaunch& one = side.launches[i];
    for (const CaseIndex& found : one.file->index(one.place)) {
      if (CaseKey{found.name, found.backend, found.axes, found.scope} != row.key ||
          found.status != "measured")
        continue;
      const Case c = one.file->read_case(one.place, found.id);
      const std::vector<double> times = combined_times(c);
      std::vector<double> values = told_values(c, times);
      if (!values.empty() && telling_of(c).unit == row.unit)
        series.push_back(
            {fmt::format("{}{}", letter, i + 1), telling_of(c).value(median(times)), std::move(values)});
    }
  }
}

/// From the least to the most, but for the slow few: they would leave no room for the others, and count in
/// the cell at that end.
std::pair<double, double> bounds_of(const std::vector<Series>& series, bool rates) {
  double low = series.front().values.front(), high = low;
  for (const Series& one : series) {
    low = std::min(low, quantile(one.values, rates ? 1 - kMostDrawn : 0));
    high = std::max(high, quantile(one.values, rates ? 1 : kMostDrawn));
  }
  return {low, high > low ? high : low * 1.01};
}

void show_case(const Comparison& comparison, const ComparedCase& row, const ComparisonView& view,
               std::ostream& out) {
  std::vector<Series> series;
  add_side(series, comparison.baseline, "A", row);
  add_side(series, comparison.candidate, "B", row);
  if (series.empty()) return;
  const auto [low, high] = bounds_of(series, row.unit != "s");
  const auto text = [&](double value) { return format_value(value, row.unit); };
  out << '\n'
      << paint(sanitize(row.key.name + " " + compact_axes(row.key.axes)), Style::strong, view.color) << '\n';
  Table table({{"", Align::left, 0, 0},
               {"median", Align::right, 0, 0},
               {fmt::format("from {} to {}", sanitize(text(low)), sanitize(text(high))), Align::left, 0, 0}});
  for (const Series& one : series)
    table.add_row(
        {{one.name},
         {sanitize(text(one.median))},
         {strip(one.values, low, high, kCells), one.name.front() == 'B' ? Style::good : Style::plain}});
  out << table.render(view.width, view.color);
}

}  // namespace

std::string strip(std::span<const double> values, double low, double high, std::size_t cells) {
  constexpr std::array<const char*, 9> kHeights = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::vector<std::size_t> counts(cells, 0);
  const double scale = static_cast<double>(cells) / std::log(high / low);
  for (const double value : values) {
    const double place = std::clamp(scale * std::log(value / low), 0.0, static_cast<double>(cells - 1));
    ++counts[static_cast<std::size_t>(place)];
  }
  const std::size_t fullest = *std::ranges::max_element(counts);
  std::string text;
  for (const std::size_t count : counts) {
    const std::size_t height = fullest == 0 ? 0 : (count * 8 + fullest - 1) / fullest;
    text += kHeights[height];
  }
  return text;
}

void show_distributions(const Comparison& comparison, const std::string& name, const ComparisonView& view,
                        std::ostream& out) {
  bool any = false;
  for (const ComparedCase& row : comparison.cases) {
    if (!is_named(row.key, name)) continue;
    any = true;
    show_case(comparison, row, view, out);
  }
  if (!any)
    throw UsageError(fmt::format("--case {}: no case of this name was measured on either side", name));
}

}  // namespace gpubench::results
