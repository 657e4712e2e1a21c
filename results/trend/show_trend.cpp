#include "results/trend/show_trend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "results/prose.hpp"
#include "results/row_order.hpp"
#include "results/sparkline.hpp"
#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kTrendColumns = 40;

/// Of a narrow terminal a fifth: the whole history in fewer columns tells more than its beginning.
std::size_t history_columns(std::size_t width) {
  return width == 0 ? kTrendColumns : std::clamp<std::size_t>(width / 5, 8, kTrendColumns);
}

std::vector<std::size_t> places_of(const TrendSeries& series) {
  std::vector<std::size_t> places;
  for (const TrendChange& change : series.changes) places.push_back(change.point);
  return places;
}

/// Which image was measured, over all launches: "aaa|bb".
std::string image_axis(const Trend& trend, std::size_t columns) {
  std::vector<std::size_t> changes;
  for (std::size_t i = 1; i < trend.launches.size(); ++i)
    if (trend.launches[i].image != trend.launches[i - 1].image) changes.push_back(i);
  const auto begins = columns_of_series(trend.launches.size(), changes, columns);
  std::string axis;
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    if (std::ranges::binary_search(changes, begins[i])) axis += '|';
    const std::string letter = image_letter(trend.launches[begins[i]].image);
    axis += letter.size() == 1 ? letter : "+";
  }
  return axis;
}

std::string notes_of(const TrendSeries& series) {
  std::string text;
  if (series.wrong > 0)
    text += fmt::format("WRONG in {}", counted(static_cast<std::int64_t>(series.wrong), "launch"));
  if (series.other_batch > 0)
    text += fmt::format("{}{} with another batch", text.empty() ? "" : ", ", series.other_batch);
  return text;
}

void show_launches(const Trend& trend, const Prose& prose, std::ostream& out) {
  if (trend.launches.empty()) return;
  out << prose.labelled("history", 9,
                        fmt::format("{}: {}, {} .. {}", trend.name,
                                    counted(static_cast<std::int64_t>(trend.launches.size()), "launch"),
                                    trend.launches.front().when, trend.launches.back().when));
  for (std::size_t i = 0; i < trend.images.size(); ++i) {
    std::size_t count = 0, first = trend.launches.size();
    for (std::size_t j = 0; j < trend.launches.size(); ++j)
      if (trend.launches[j].image == i) {
        ++count;
        first = std::min(first, j);
      }
    const std::string digest = trend.images[i].empty() ? "(not told)" : trend.images[i].substr(0, 12);
    out << prose.labelled("image " + image_letter(i), 9,
                          fmt::format("{} from {}, {}", digest, trend.launches[first].when,
                                      counted(static_cast<std::int64_t>(count), "launch")));
  }
  if (trend.machines.size() > 1)
    for (std::size_t i = 0; i < trend.machines.size(); ++i)
      out << prose.labelled(fmt::format("machine {}", i + 1), 11, trend.machines[i]);
  for (const std::string& warning : trend.warnings) out << prose.labelled("warning", 9, warning);
  out << '\n';
}

}  // namespace

void show(const Trend& trend, const TrendView& view, std::ostream& out) {
  const Prose prose{view.width, view.color};
  show_launches(trend, prose, out);
  const std::size_t columns = history_columns(view.width);
  Table table({{"case", Align::left, 0, 12, kCaseEnough},
               {"axes", Align::left, 0, 8, kAxesEnough},
               {"machine", Align::right, 5, 0},
               {"launches", Align::right, 4, 0},
               {"now", Align::right, 0, 0},
               {"history", Align::left, 0, 0},
               {"changes", Align::left, 0, 16, kAxesEnough},
               {"left out", Align::left, 3, 8}});
  if (trend.images.size() > 1)
    table.add_row({{"image"},
                   {},
                   {},
                   {std::to_string(trend.launches.size())},
                   {},
                   {image_axis(trend, columns)},
                   {},
                   {}});
  std::string group;
  for (const TrendSeries& series : trend.series) {
    if (group_of(series.key.name) != group) table.add_heading(sanitize(group = group_of(series.key.name)));
    std::string changes;
    for (const TrendChange& change : series.changes)
      changes += (changes.empty() ? "" : "; ") + change_text(trend, series, change);
    const bool worse = !series.changes.empty() && series.changes.back().effect > 0;
    table.add_row(
        {{"  " + sanitize(series.key.name.substr(std::min(series.key.name.size(), group.size() + 1)))},
         {sanitize(compact_axes(series.key.axes))},
         {trend.machines.size() > 1 ? std::to_string(series.machine + 1) : ""},
         {std::to_string(series.points.size())},
         {sanitize(level_text(series))},
         {sparkline(drawn_of(series), places_of(series), columns)},
         {sanitize(changes), worse ? Style::bad : Style::good},
         {notes_of(series)}});
  }
  out << (trend.series.empty() ? "no case was measured\n" : table.render(view.width, view.color)) << '\n';
  if (view.launches) show_points(trend, view, out);
  for (const std::string& line : common_changes(trend)) out << prose.lines(line, 2);
  for (const char* line : trend_cautions()) out << prose.lines(line);
}

}  // namespace gpubench::results
