#include "results/launch_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "results/crowd.hpp"
#include "results/row_order.hpp"
#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

CaseLocations locations_of(const Case& c) {
  CaseLocations locations{group_of(c.name), {}, {}, c.backend};
  for (std::size_t i = 0; i < c.participants.size(); ++i) {
    std::vector<double> times = participant_times(c, i);
    if (times.empty()) continue;
    const double worse = c.better == "higher" ? -1 : 1;
    std::ranges::transform(times, times.begin(), [worse](double t) { return worse * std::log(t); });
    locations.ranks.push_back(c.participants[i]);
    locations.log_times.push_back(interquartile_mean(times));
  }
  return locations;
}

}  // namespace

LaunchView view_launch(const ResultFile& file, std::size_t launch, const CaseKeeper& keep) {
  LaunchView view;
  std::vector<CaseLocations> locations;
  for (const CaseIndex& index : file.index(launch)) {
    Case c = file.read_case(launch, index.id);
    view.rows.push_back(summarize(c, is_crowded(c, file.launches()[launch].ranks)));
    const bool own_times = c.status == Status::measured && c.across_ranks == "each";
    if (own_times && c.verification.correctness != "wrong") locations.push_back(locations_of(c));
    if (keep) keep(std::move(c));
  }
  std::ranges::stable_sort(view.rows, {},
                           [](const Row& row) { return row_order(row.name, row.backend, row.axes); });
  fill_ceilings(view.rows);
  flag_slow_clocks(view.rows);
  view.lags = find_lags(locations);
  return view;
}

}  // namespace gpubench::results
