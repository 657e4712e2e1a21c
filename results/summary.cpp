#include "results/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "results/aggregate.hpp"
#include "results/course.hpp"
#include "results/cycles.hpp"
#include "results/statistics/location.hpp"
#include "results/statistics/shape.hpp"
#include "results/telling.hpp"
#include "results/throttling.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kSamplesFew = 32;
/// From here on the median is that of disturbed samples. (The interquartile mean behind the half-width takes
/// some in from a quarter on.)
constexpr double kDisturbedShare = 0.5;
/// A tenth moves the mean of what is within the quartiles.
constexpr double kThrottledShare = 0.1;

double seconds_of(const Case& c, std::int64_t nanoseconds) {
  return 1e-9 * static_cast<double>(nanoseconds) / static_cast<double>(std::max<std::uint64_t>(1, c.batch));
}

/// Whether the rate can be that of all participants together.
bool adds_up(const Case& c) {
  return c.across_ranks == "each" && c.metric != "bus_bandwidth" && c.metric != "latency";
}

bool shows_one_of_several(const Case& c) {
  return adds_up(c) && c.samples.rows > 1 && !aggregate_applications(c);
}

/// What one involuntary switch may cost: the core is lost briefly, and caches are shared while it is. Batches
/// of compute/fma_peak with one switch took 25 to 45 us longer than those with none.
constexpr double kSwitchSeconds = 50e-6;
constexpr double kLossShare = 0.01;

/// In more than half of the samples some participant lost more than 1 % of the batch: time the
/// hypervisor gave to others, and a round figure for each involuntary switch. More participants than
/// processors are switched in every batch, by the launch's own doing, so there switches say nothing.
bool is_disturbed(const Case& c, bool crowded) {
  const auto value = [&](const char* name, std::size_t row, std::size_t column) -> double {
    const auto found = c.disturbances.find(name);
    const bool there =
        found != c.disturbances.end() && row < found->second.rows && column < found->second.columns;
    return there ? static_cast<double>(found->second.at(row, column)) : 0.0;
  };
  std::size_t disturbed = 0;
  for (std::size_t column = 0; column < c.samples.columns; ++column) {
    bool any = false;
    for (std::size_t row = 0; row < c.samples.rows; ++row) {
      const double lost = 1e-9 * value("steal_ns", row, column) +
                          (crowded ? 0.0 : kSwitchSeconds * value("switches_involuntary", row, column));
      any = any || lost > kLossShare * 1e-9 * static_cast<double>(c.samples.at(row, column));
    }
    disturbed += any ? 1 : 0;
  }
  return static_cast<double>(disturbed) > kDisturbedShare * static_cast<double>(c.samples.columns);
}

/// The median over samples and participants; absent where no sample tells.
std::optional<double> clock_of(const Case& c) {
  const auto found = c.disturbances.find("clock_khz");
  if (found == c.disturbances.end()) return std::nullopt;
  std::vector<double> clocks;
  for (const std::int64_t khz : found->second.values)
    if (khz > 0) clocks.push_back(static_cast<double>(khz));
  if (clocks.empty()) return std::nullopt;
  return median(clocks);
}

bool has_fact(const Case& c, std::string_view name) {
  return std::ranges::any_of(c.facts, [&](const auto& fact) { return fact.first == name; });
}

std::vector<std::string> flags_of(const Case& c, std::span<const double> times, std::size_t dropped,
                                  bool crowded) {
  std::vector<std::string> flags;
  if (times.size() < kSamplesFew) flags.emplace_back("few");
  if (c.stop_reason == "time" || c.stop_reason == "interrupted") flags.push_back(c.stop_reason);
  if (is_disturbed(c, crowded)) flags.emplace_back("disturbed");
  if (has_fact(c, "batch_planned")) flags.emplace_back("small-batch");
  if (throttled_share(c).value_or(0) > kThrottledShare) flags.emplace_back("throttled");
  if (is_drifting(times)) flags.emplace_back("drifting");
  if (is_bimodal(times)) flags.emplace_back("bimodal");
  if (shows_one_of_several(c)) flags.emplace_back("per-device");
  if (dropped > 0) flags.push_back(fmt::format("{} dropped", dropped));
  return flags;
}

std::optional<double> spread_of(const Case& c) {
  if (c.samples.rows < 2) return std::nullopt;
  std::vector<double> locations;
  for (std::size_t row = 0; row < c.samples.rows; ++row) {
    const std::vector<double> times = participant_times(c, row);
    if (!times.empty()) locations.push_back(interquartile_mean(times));
  }
  if (locations.size() < 2) return std::nullopt;
  const auto [least, most] = std::ranges::minmax(locations);
  return (most - least) / median(locations);
}

}  // namespace

Row summarize(const Case& c, bool crowded) {
  Row row;
  row.id = c.id;
  row.name = c.name;
  row.backend = c.backend;
  for (const auto& [name, value] : c.axes) row.axes += (row.axes.empty() ? "" : " ") + name + "=" + value;
  row.scope = c.scope;
  row.participants = c.participants.size();
  row.status = c.status;
  row.reason = c.reason;
  row.ceiling = c.ceiling;
  row.sets_ceiling = c.sets_ceiling;
  const bool wrong = c.verification.correctness == "wrong";
  row.verdict = c.status != Status::measured ? to_string(c.status)
                : wrong                      ? "WRONG"
                                             : c.verification.correctness;
  if (c.status != Status::measured) return row;
  if (wrong && row.reason.empty()) row.reason = c.verification.detail;

  std::size_t dropped = 0;
  const std::vector<double> times = combined_times(c, &dropped);
  row.flags = flags_of(c, times, dropped, crowded);
  row.clock_khz = clock_of(c);
  row.throttled_share = throttled_share(c);
  if (times.empty()) return row;
  const Telling telling = telling_of(c);
  const double level = telling.rate ? median(times) : telling.value(median(times));
  if (std::isfinite(level)) row.level = level;
  if (!telling.rate) row.time_median = row.level;
  row.course = course_of(times);
  const double half_width = precision_of(times).half_width;
  if (std::isfinite(half_width)) row.half_width = half_width;
  if (c.across_ranks == "each") row.spread_over_ranks = spread_of(c);
  if (wrong) return row;
  const double rate = rate_of(c, median(times));
  if (!std::isfinite(rate) || rate <= 0) return row;
  row.rate = rate;
  row.rate_unit = rate_unit_of(c);
  row.bytes_per_cycle = bytes_per_cycle(c);
  return row;
}

std::vector<double> combined_times(const Case& c, std::size_t* dropped) {
  // A row after another, as they lie in memory: of many ranks a column's values are far apart.
  const std::size_t columns = c.samples.rows > 0 ? c.samples.columns : 0;
  std::vector<double> sums(columns, 0.0), longest(columns, 0.0);
  std::vector<char> valid(columns, 1);
  for (std::size_t row = 0; row < c.samples.rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      const double seconds = seconds_of(c, c.samples.at(row, column));
      valid[column] = valid[column] != 0 && seconds > 0;
      sums[column] += seconds;
      longest[column] = std::max(longest[column], seconds);
    }
  }
  std::vector<double> times;
  for (std::size_t column = 0; column < columns; ++column) {
    if (valid[column] == 0) continue;
    const double mean = sums[column] / static_cast<double>(c.samples.rows);
    times.push_back(c.across_ranks == "max" ? longest[column] : mean);
  }
  const std::size_t left_out = columns - times.size();
  if (dropped != nullptr) *dropped = left_out;
  return times;
}

std::vector<double> participant_times(const Case& c, std::size_t participant) {
  std::vector<double> times;
  for (std::size_t column = 0; participant < c.samples.rows && column < c.samples.columns; ++column) {
    const double seconds = seconds_of(c, c.samples.at(participant, column));
    if (seconds > 0) times.push_back(seconds);
  }
  return times;
}

void fill_ceilings(std::vector<Row>& rows) {
  std::map<std::string, double> ceilings;
  for (const Row& row : rows)
    if (row.sets_ceiling && row.rate && !row.ceiling.empty())
      ceilings[row.ceiling] = std::max(ceilings[row.ceiling], *row.rate);
  for (Row& row : rows) {
    const auto found = ceilings.find(row.ceiling);
    if (row.rate && found != ceilings.end()) row.share_of_ceiling = *row.rate / found->second;
  }
}

void flag_slow_clocks(std::vector<Row>& rows) {
  constexpr double kSlow = 0.95;  // below what boost clocks of equal work differ by
  double best = 0;
  for (const Row& row : rows) best = std::max(best, row.clock_khz.value_or(0));
  for (Row& row : rows)
    if (row.clock_khz && *row.clock_khz < kSlow * best) row.flags.emplace_back("slow-clock");
}

double rate_of(const Case& c, double seconds_per_operation) {
  if (c.metric == "latency") return 1e9 * telling_of(c).value(seconds_per_operation);
  double applications = 1 / seconds_per_operation;
  if (adds_up(c)) applications = aggregate_applications(c).value_or(applications);
  return rate_amount(c) * applications;
}

}  // namespace gpubench::results
