#include "results/trend/trend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "results/comparison/observation.hpp"
#include "results/row_order.hpp"
#include "results/statistics/contrast.hpp"
#include "results/statistics/location.hpp"
#include "results/summary.hpp"
#include "results/telling.hpp"
#include "results/trend/change_points.hpp"
#include "results/trend/machines.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

/// With participants, machine and the unit it is told in.
using SeriesKey = std::tuple<CaseKey, std::size_t, std::size_t, std::string>;
using SeriesByKey = std::map<SeriesKey, TrendSeries>;

/// The facts of the image as one digest; of ranks that differ each.
std::string image_of(const Launch& launch) {
  std::string image;
  for (const Fact& fact : launch.environment)
    if (fact.scope == "image" && fact.key == "sha256") image += (image.empty() ? "" : " ") + fact.value;
  return image;
}

TrendLaunch trend_launch(const SideLaunch& one, std::vector<std::string>& images) {
  const Launch& launch = one.launch();
  const std::string image = image_of(launch);
  auto place = std::ranges::find(images, image);
  if (place == images.end()) place = images.insert(images.end(), image);
  return {launch.ulid, launch.start, launch.site, one.path, static_cast<std::size_t>(place - images.begin()),
          launch.start};
}

/// Nothing where too many samples are no times: the launch is broken for this case.
std::optional<TrendPoint> point_of(const Case& c, std::size_t launch) {
  std::size_t dropped = 0;
  const std::vector<double> combined = combined_times(c, &dropped);
  if (combined.empty() ||
      static_cast<double>(dropped) > kDroppedShareMax * static_cast<double>(c.samples.columns))
    return std::nullopt;
  LaunchSamples samples;
  if (c.across_ranks == "each") {
    for (std::size_t row = 0; row < c.samples.rows; ++row)
      if (std::vector<double> times = participant_times(c, row); !times.empty())
        samples.push_back(std::move(times));
  } else {
    samples.push_back(combined);
  }
  const auto value = told_value(c, std::exp(launch_location(rank_locations(samples))));
  if (!value) return std::nullopt;
  TrendPoint point{launch, std::log(*value), std::nullopt, c.batch};
  if (const double half_width = precision_of(combined).half_width; std::isfinite(half_width))
    point.half_width = half_width;
  return point;
}

void add_case(SeriesByKey& all, const Case& c, const std::string& axes, std::size_t launch,
              std::size_t machine) {
  const Telling telling = telling_of(c);
  TrendSeries& series =
      all[{CaseKey{c.name, c.backend, axes, c.scope}, c.participants.size(), machine, telling.unit}];
  series.higher_is_better = (c.better == "higher") != telling.rate;
  if (c.verification.correctness == "wrong") {
    ++series.wrong;
  } else if (std::optional<TrendPoint> point = point_of(c, launch)) {
    series.points.push_back(*std::move(point));
  }
}

/// A batch is agreed anew by each launch; another is another operation. The most common stays, then the
/// larger.
void keep_one_batch(TrendSeries& series) {
  std::map<std::uint64_t, std::size_t> counts;
  for (const TrendPoint& point : series.points) ++counts[point.batch];
  if (counts.size() < 2) return;
  const std::uint64_t batch = std::ranges::max_element(counts, {}, [](const auto& one) {
                                return std::pair(one.second, one.first);
                              })->first;
  series.other_batch =
      std::erase_if(series.points, [batch](const TrendPoint& point) { return point.batch != batch; });
}

std::vector<double> values_between(const TrendSeries& series, std::size_t begin, std::size_t end) {
  std::vector<double> values;
  for (; begin < end; ++begin) values.push_back(series.points[begin].location);
  return values;
}

void add_changes(TrendSeries& series, const std::vector<std::size_t>& places,
                 const std::vector<TrendLaunch>& launches) {
  constexpr double kTail = 0.025;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t begin = i == 0 ? 0 : places[i - 1];
    const std::size_t end = i + 1 == places.size() ? series.points.size() : places[i + 1];
    const Contrast contrast =
        unpaired_contrast(values_between(series, begin, places[i]), values_between(series, places[i], end),
                          series.higher_is_better ? Better::higher : Better::lower);
    const auto image_at = [&](std::size_t point) { return launches[series.points[point].launch].image; };
    series.changes.push_back({places[i], contrast.effect, half_width(contrast, kTail),
                              image_at(places[i]) != image_at(places[i] - 1)});
  }
}

void find_all_changes(Trend& trend) {
  std::vector<std::vector<double>> family;
  for (const TrendSeries& series : trend.series)
    family.push_back(values_between(series, 0, series.points.size()));
  const auto places = find_changes(family, std::log(1.01));
  for (std::size_t i = 0; i < trend.series.size(); ++i)
    add_changes(trend.series[i], places[i], trend.launches);
}

}  // namespace

Trend read_trend(const Side& side, const CaseFilter& wanted) {
  Trend trend;
  trend.name = side.name;
  trend.warnings = side.warnings;
  SeriesByKey all;
  Machines machines;
  for (std::size_t i = 0; i < side.launches.size(); ++i) {
    const SideLaunch& one = side.launches[i];
    trend.launches.push_back(trend_launch(one, trend.images));
    if (one.launch().start.empty()) trend.launches.back().when = fmt::format("launch {}", i + 1);
    for (const CaseIndex& row : one.file->index(one.place))
      if (row.status == to_string(Status::measured) && wanted(row.name))
        add_case(all, one.file->read_case(one.place, row.id), row.axes, i, machines.find(one, row.backend));
  }
  trend.machines = machines.names();
  const auto undated = std::ranges::count(trend.launches, std::string(), &TrendLaunch::start);
  if (undated > 0)
    trend.warnings.push_back(
        fmt::format("{} without a start: what an order by chance shows of them is no history",
                    counted(static_cast<std::int64_t>(undated), "launch")));
  for (auto& [key, series] : all) {
    std::tie(series.key, series.participants, series.machine, series.unit) = key;
    keep_one_batch(series);
    trend.series.push_back(std::move(series));
  }
  std::ranges::stable_sort(trend.series, {}, [](const TrendSeries& one) {
    return row_order(one.key.name, one.key.backend, one.key.axes);
  });
  find_all_changes(trend);
  return trend;
}

}  // namespace gpubench::results
