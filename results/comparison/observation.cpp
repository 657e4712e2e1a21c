#include "results/comparison/observation.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "results/crowd.hpp"
#include "results/statistics/location.hpp"
#include "results/statistics/shape.hpp"
#include "results/summary.hpp"

namespace gpubench::results {
namespace {

constexpr double kTail = 0.95;
constexpr std::size_t kSeriesMin = 5;

RankObservation observe_series(std::vector<double> values, bool higher_is_better) {
  RankObservation one;
  one.tail = std::log(quantile(values, higher_is_better ? 1 - kTail : kTail));
  std::ranges::transform(values, values.begin(), [](double value) { return std::log(value); });
  one.location = interquartile_mean(values);
  return one;
}

void add_series(Observation& seen, std::vector<double> values, std::int32_t rank, std::string device) {
  if (values.empty()) return;
  seen.samples += values.size();
  seen.few = seen.few || values.size() < kSeriesMin;
  RankObservation one = observe_series(std::move(values), seen.facts.better == "higher");
  one.rank = rank;
  one.device = std::move(device);
  seen.ranks.push_back(std::move(one));
}

double mean_of(const std::vector<RankObservation>& ranks, double RankObservation::*figure) {
  double sum = 0;
  for (const RankObservation& one : ranks) sum += one.*figure;
  return sum / static_cast<double>(ranks.size());
}

}  // namespace

void drop_matrices(Case& c) {
  c.samples = c.starts = c.warm_up = {};
  c.disturbances.clear();
  c.telemetry.clear();
}

std::map<std::int32_t, std::string> devices_of(const Launch& launch, const std::string& backend) {
  std::map<std::int32_t, std::string> devices;
  if (backend == "host") {
    for (const Rank& rank : launch.ranks)
      if (!rank.device.empty()) devices[rank.rank] = rank.device;
    return devices;
  }
  for (const Fact& fact : launch.environment) {
    if (fact.scope != "run" || fact.key != backend + ".device") continue;
    for (const int rank : parse_numbers(fact.ranks).value_or(std::set<int>())) devices[rank] = fact.value;
  }
  return devices;
}

Observation observe(Case measured, const Launch& launch) {
  Observation seen;
  seen.seed = launch.seed;
  seen.facts = std::move(measured);
  Case& c = seen.facts;
  if (c.status == Status::measured) {
    const std::vector<double> combined = combined_times(c, &seen.dropped);
    seen.drifting = is_drifting(combined);
    seen.bimodal = is_bimodal(combined);
    if (c.across_ranks == "each") {
      const auto devices = devices_of(launch, c.backend);
      for (std::size_t row = 0; row < c.samples.rows; ++row) {
        const auto device = devices.find(c.participants[row]);
        add_series(seen, participant_times(c, row), c.participants[row],
                   device == devices.end() ? "" : device->second);
      }
      seen.dropped = c.samples.values.size() - seen.samples;
    } else {
      add_series(seen, combined, 0, "");
    }
  }
  drop_matrices(c);
  return seen;
}

double location_of(const std::vector<RankObservation>& ranks) {
  return mean_of(ranks, &RankObservation::location);
}

double tail_of(const std::vector<RankObservation>& ranks) {
  return mean_of(ranks, &RankObservation::tail);
}

}  // namespace gpubench::results
