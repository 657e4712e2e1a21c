// A history launch by launch: what each measured, how sure that is, and which image it was.
#include <fmt/format.h>

#include <cmath>
#include <ostream>

#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/trend/show_trend.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

/// What began with that point; empty where nothing did.
std::string change_at(const Trend& trend, const TrendSeries& series, std::size_t point) {
  for (const TrendChange& change : series.changes)
    if (change.point == point) return change_text(trend, series, change);
  return {};
}

void add_points(const Trend& trend, const TrendSeries& series, Table& table) {
  table.add_heading(sanitize(fmt::format("{} {} {}", series.key.name, compact_axes(series.key.axes),
                                         trend.machines.at(series.machine))));
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const TrendPoint& point = series.points[i];
    const TrendLaunch& launch = trend.launches[point.launch];
    table.add_row({{"  " + sanitize(launch.when)},
                   {trend.images.size() > 1 ? image_letter(launch.image) : ""},
                   {sanitize(format_value(std::exp(point.location), series.unit))},
                   {point.half_width ? fmt::format("{:.1f} %", 100 * *point.half_width) : ""},
                   {sanitize(change_at(trend, series, i))},
                   {sanitize(launch.path), Style::dim}});
  }
}

}  // namespace

void show_points(const Trend& trend, const TrendView& view, std::ostream& out) {
  Table table({{"launch", Align::left, 0, 0},
               {"image", Align::left, 0, 0},
               {"level", Align::right, 0, 0},
               {"+-", Align::right, 0, 0},
               {"change", Align::left, 0, 16, kAxesEnough},
               {"file", Align::left, 3, 12}});
  for (const TrendSeries& series : trend.series) add_points(trend, series, table);
  out << table.render(view.width, view.color) << '\n';
}

}  // namespace gpubench::results
