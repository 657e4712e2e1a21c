#include "results/aggregate.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "results/statistics/location.hpp"
#include "results/statistics/stop.hpp"

namespace gpubench::results {
namespace {

bool is_cold(const Case& c) {
  return std::ranges::find(c.axes, std::pair<std::string, std::string>("cache", "cold")) != c.axes.end();
}

/// Of a round, first sample and the one past the last, seconds. Overlapping participants only.
std::optional<double> time_of_round(const Case& c, std::size_t begin, std::size_t end) {
  std::int64_t start_first = std::numeric_limits<std::int64_t>::max(), end_first = start_first,
               gaps = start_first;
  std::int64_t start_last = std::numeric_limits<std::int64_t>::min(), end_last = start_last;
  for (std::size_t row = 0; row < c.samples.rows; ++row) {
    const std::int64_t start = c.starts.at(row, begin);
    const std::int64_t stop = c.starts.at(row, end - 1) + c.samples.at(row, end - 1);
    std::int64_t busy = 0;
    for (std::size_t column = begin; column < end; ++column) busy += c.samples.at(row, column);
    start_first = std::min(start_first, start);
    start_last = std::max(start_last, start);
    end_first = std::min(end_first, stop);
    end_last = std::max(end_last, stop);
    gaps = std::min(gaps, std::max<std::int64_t>(0, stop - start - busy));
  }
  const std::int64_t time = end_last - start_first - gaps;
  if (start_last >= end_first || time <= 0) return std::nullopt;
  return 1e-9 * static_cast<double>(time);
}

}  // namespace

std::optional<double> aggregate_applications(const Case& c) {
  if (c.samples.rows < 2 || c.starts.rows != c.samples.rows || c.starts.columns != c.samples.columns ||
      is_cold(c))
    return std::nullopt;
  std::vector<double> rates;
  std::size_t begin = 0;
  for (const std::size_t checkpoint : kCheckpoints) {
    const std::size_t end = std::min(checkpoint, c.samples.columns);
    if (end <= begin) break;
    if (const auto time = time_of_round(c, begin, end))
      rates.push_back(static_cast<double>((end - begin) * c.samples.rows * c.batch) / *time);
    begin = end;
  }
  if (rates.empty()) return std::nullopt;
  return median(rates);
}

}  // namespace gpubench::results
