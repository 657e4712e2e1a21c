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
/// Past it lie few samples that would leave no room for the others; they count in the last column.
constexpr double kHighest = 0.98;

struct Series {
  std::string name;
  std::vector<double> values;
};

bool is_named(const CaseKey& key, const std::string& name) {
  const std::string last = key.name.substr(key.name.find('/') + 1);
  return name == key.name || name == last || name == key.name + " " + key.axes ||
         name == key.name + " " + compact_axes(key.axes);
}

void add_side(std::vector<Series>& series, const Side& side, const char* letter, const CaseKey& key) {
  for (std::size_t i = 0; i < side.launches.size(); ++i) {
    const SideLaunch& one = side.launches[i];
    for (const CaseIndex& row : one.file->index(one.place)) {
      if (CaseKey{row.name, row.backend, row.axes, row.scope} != key || row.status != "measured") continue;
      const Case c = one.file->read_case(one.place, row.id);
      std::vector<double> values = combined_times(c);
      const Telling telling = telling_of(c);
      for (double& value : values) value = telling.value(value);
      if (!values.empty()) series.push_back({fmt::format("{}{}", letter, i + 1), std::move(values)});
    }
  }
}

void show_case(const Comparison& comparison, const ComparedCase& row, const ComparisonView& view,
               std::ostream& out) {
  std::vector<Series> series;
  add_side(series, comparison.baseline, "A", row.key);
  add_side(series, comparison.candidate, "B", row.key);
  if (series.empty()) return;
  double low = series.front().values.front(), high = low;
  for (const Series& one : series) {
    low = std::min(low, *std::ranges::min_element(one.values));
    high = std::max(high, quantile(one.values, kHighest));
  }
  if (!(high > low)) high = low * 1.01;
  const auto text = [&](double value) { return format_value(value, row.unit); };
  out << '\n'
      << paint(sanitize(row.key.name + " " + compact_axes(row.key.axes)), Style::strong, view.color) << '\n';
  Table table({{"", Align::left, 0, 0},
               {"median", Align::right, 0, 0},
               {fmt::format("from {} to {}", sanitize(text(low)), sanitize(text(high))), Align::left, 0, 0}});
  for (const Series& one : series)
    table.add_row(
        {{one.name},
         {sanitize(text(median(one.values)))},
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
