#include "results/report/report_cases.hpp"

#include <algorithm>
#include <cmath>

#include "results/row_order.hpp"
#include "results/statistics/location.hpp"
#include "results/statistics/rank_local.hpp"
#include "results/summary.hpp"
#include "results/telling.hpp"

namespace gpubench::results {
namespace {

void add_ranks(CaseLaunch& seen, const Case& c) {
  if (c.across_ranks != "each" || c.participants.size() < 2) return;
  std::vector<double> locations;
  for (std::size_t i = 0; i < c.participants.size(); ++i) {
    std::vector<double> times = participant_times(c, i);
    if (times.empty()) continue;
    const double worse = c.better == "higher" ? -1 : 1;
    std::ranges::transform(times, times.begin(), [worse](double t) { return worse * std::log(t); });
    locations.push_back(interquartile_mean(times));
    seen.ranks.push_back(c.participants[i]);
  }
  if (locations.size() > 1) {
    seen.beyond = beyond_others(locations);
  } else {
    seen.ranks.clear();
  }
}

CaseLaunch see(const Case& c, std::size_t launch, const Row& row, std::size_t points) {
  CaseLaunch seen{launch, row, {}, {}, {}, {}, {}};
  const std::vector<double> times = combined_times(c);
  seen.times = thinned(told_values(c, times), points);
  const Telling telling = telling_of(c);
  if (!seen.times.empty())
    for (const double share : kQuantiles)
      seen.quantiles.push_back(telling.value(quantile(times, telling.rate ? 1 - share : share)));
  add_ranks(seen, c);
  seen.readings = readings_of(c);
  return seen;
}

const Row& row_with(const LaunchView& view, const std::string& id) {
  return *std::ranges::find(view.rows, id, &Row::id);
}

}  // namespace

std::vector<ReportCase> read_cases(const Report& report) {
  std::map<CaseKey, ReportCase> cases;
  for (std::size_t i = 0; i < report.launches.size(); ++i) {
    const SideLaunch& source = report.launches[i].source;
    const std::vector<CaseIndex> index = source.file->index(source.place);
    const std::size_t points = points_max(index.size(), report.launches.size());
    for (const CaseIndex& one : index) {
      if (one.status != "measured") continue;
      const Case c = source.file->read_case(source.place, one.id);
      const Row& row = row_with(report.views[i], one.id);
      ReportCase& target = cases[{row.name, row.backend, row.axes, row.scope}];
      if (target.launches.empty()) {
        target.key = {row.name, row.backend, row.axes, row.scope};
        target.id = c.id;
        target.axes = c.axes;
        target.metric = c.metric;
        target.telling = telling_of(c);
        target.work = c.work;
      }
      if (telling_of(c).unit == target.telling.unit) target.launches.push_back(see(c, i, row, points));
    }
  }
  std::vector<ReportCase> ordered;
  for (auto& [key, one] : cases) ordered.push_back(std::move(one));
  std::ranges::stable_sort(ordered, {}, [](const ReportCase& one) {
    return row_order(one.key.name, one.key.backend, one.key.axes);
  });
  return ordered;
}

std::vector<double> thinned(std::vector<double> values, std::size_t n) {
  std::ranges::sort(values);
  if (values.size() <= n) return values;
  std::vector<double> kept;
  for (std::size_t i = 0; i < n; ++i) {
    const double place =
        (static_cast<double>(i) + 0.5) / static_cast<double>(n) * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double rest = place - static_cast<double>(below);
    kept.push_back(values[below] + rest * (values[std::min(below + 1, values.size() - 1)] - values[below]));
  }
  return kept;
}

}  // namespace gpubench::results
