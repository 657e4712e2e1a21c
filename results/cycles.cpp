#include "results/cycles.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "results/statistics/location.hpp"
#include "results/summary.hpp"

namespace gpubench::results {
namespace {

/// Absent also where participants differ: combined facts then read "132 (ranks 0), 114 (ranks 1)".
std::optional<double> multiprocessors_of(const Case& c) {
  for (const auto& [name, text] : c.facts) {
    if (name != kMultiprocessorsFact) continue;
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc() && end == text.data() + text.size() && count > 0) return count;
  }
  return std::nullopt;
}

/// In Hz, of one participant while its samples were taken.
std::optional<double> clock_of(const Case& c, std::size_t row) {
  const auto times = c.telemetry.find("times");
  const auto clocks = c.telemetry.find("clock_sm_mhz");
  if (times == c.telemetry.end() || clocks == c.telemetry.end() || c.starts.columns == 0) return std::nullopt;
  if (row >= times->second.rows || row >= clocks->second.rows) return std::nullopt;
  const std::size_t last = c.starts.columns - 1;
  const std::int64_t begin = c.starts.at(row, 0), end = c.starts.at(row, last) + c.samples.at(row, last);
  std::vector<double> read;
  for (std::size_t reading = 0; reading < std::min(times->second.columns, clocks->second.columns);
       ++reading) {
    const std::int64_t time = times->second.at(row, reading), mhz = clocks->second.at(row, reading);
    if (time != kAbsent && mhz != kAbsent && mhz > 0 && time >= begin && time <= end)
      read.push_back(1e6 * static_cast<double>(mhz));
  }
  if (read.empty()) return std::nullopt;
  return median(read);
}

}  // namespace

std::optional<double> bytes_per_cycle(const Case& c) {
  const auto multiprocessors = multiprocessors_of(c);
  if (!multiprocessors || c.samples.rows == 0) return std::nullopt;
  const auto bytes = static_cast<double>(c.work.bytes_read) + static_cast<double>(c.work.bytes_written);
  double sum = 0;
  for (std::size_t row = 0; row < c.samples.rows; ++row) {
    const auto clock = clock_of(c, row);
    const std::vector<double> times = participant_times(c, row);
    if (!clock || times.empty()) return std::nullopt;
    sum += bytes / (median(times) * *clock * *multiprocessors);
  }
  return sum / static_cast<double>(c.samples.rows);
}

}  // namespace gpubench::results
