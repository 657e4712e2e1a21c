#include "results/launch_view.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <tuple>

#include "results/crowd.hpp"
#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

/// The catalogue's order of groups; others follow by name.
std::size_t place_of_group(const std::string& group) {
  constexpr std::array<const char*, 7> kGroups = {"memory",      "compute",        "libraries", "transfer",
                                                  "collectives", "point_to_point", "train"};
  return static_cast<std::size_t>(std::ranges::find(kGroups, group) - kGroups.begin());
}

/// "size=4MiB" before "size=16MiB" and after "size=96KiB": digits are padded, binary units spelled in order.
std::string sort_key(const std::string& axes) {
  std::string key;
  for (std::size_t i = 0; i < axes.size();) {
    std::size_t end = i;
    while (end < axes.size() && std::isdigit(static_cast<unsigned char>(axes[end])) != 0) ++end;
    if (end == i) {
      key += axes[i++];
      continue;
    }
    const std::size_t unit = std::string("BKMGT").find(end < axes.size() ? axes[end] : 'B');
    key += unit == std::string::npos ? '0' : static_cast<char>('0' + unit);
    key += std::string(20 - std::min<std::size_t>(20, end - i), '0') + axes.substr(i, end - i);
    i = end;
  }
  return key;
}

CaseLocations locations_of(const Case& c) {
  CaseLocations locations{group_of(c.name), {}, {}, c.backend};
  for (std::size_t i = 0; i < c.participants.size(); ++i) {
    std::vector<double> times = participant_times(c, i);
    if (times.empty()) continue;
    std::ranges::transform(times, times.begin(), [](double t) { return std::log(t); });
    locations.ranks.push_back(c.participants[i]);
    locations.log_times.push_back(interquartile_mean(times));
  }
  return locations;
}

}  // namespace

std::string group_of(const std::string& name) {
  return name.substr(0, name.find('/'));
}

LaunchView view_launch(const ResultFile& file, std::size_t launch) {
  LaunchView view;
  std::vector<CaseLocations> locations;
  for (const CaseIndex& index : file.index(launch)) {
    const Case c = file.read_case(launch, index.id);
    view.rows.push_back(summarize(c, is_crowded(c, file.launches()[launch].ranks)));
    const bool own_times = c.status == Status::measured && c.across_ranks == "each";
    if (own_times && c.verification.correctness != "wrong") locations.push_back(locations_of(c));
  }
  std::ranges::stable_sort(view.rows, {}, [](const Row& row) {
    const std::string group = group_of(row.name);
    return std::tuple(place_of_group(group), group, row.name, row.backend, sort_key(row.axes));
  });
  fill_ceilings(view.rows);
  flag_slow_clocks(view.rows);
  view.lags = find_lags(locations);
  return view;
}

}  // namespace gpubench::results
