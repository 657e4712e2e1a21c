#include <algorithm>
#include <array>
#include <cstdint>

#include "results/report/report_cases.hpp"
#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

/// Ten ticks of the kernel's clock, 10 ms each: of less time a single tick would be most.
constexpr double kStealTimeMin = 0.1;

struct Span {
  double begin = 0, end = 0;
};

/// From the first sample's begin to the last one's end, over participants; nothing without starts.
std::optional<Span> span_of(const Case& c) {
  if (c.starts.empty() || c.samples.values.size() != c.starts.values.size()) return std::nullopt;
  Span span{1e-9 * static_cast<double>(c.starts.values.front()), 0};
  for (std::size_t i = 0; i < c.starts.values.size(); ++i) {
    const double start = 1e-9 * static_cast<double>(c.starts.values[i]);
    span.begin = std::min(span.begin, start);
    span.end = std::max(span.end, start + 1e-9 * static_cast<double>(c.samples.values[i]));
  }
  if (!(span.end > span.begin)) return std::nullopt;
  return span;
}

/// Values by the part of the span they were read in.
class Parts {
 public:
  explicit Parts(Span span) : span_(span), values_(kReadingParts) {}

  void add(double when, double value) {
    const double share = (when - span_.begin) / (span_.end - span_.begin);
    if (!(share >= 0 && share <= 1)) return;
    const auto part = static_cast<std::size_t>(share * static_cast<double>(kReadingParts));
    values_[std::min(part, kReadingParts - 1)].push_back(value);
  }

  std::vector<Reading> readings() const {
    std::vector<Reading> readings;
    const double length = (span_.end - span_.begin) / static_cast<double>(kReadingParts);
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (values_[i].empty()) continue;
      const auto [low, high] = std::ranges::minmax(values_[i]);
      const double begin = span_.begin + length * static_cast<double>(i);
      readings.push_back({begin, begin + length, low, median(values_[i]), high});
    }
    return readings;
  }

 private:
  Span span_;
  std::vector<std::vector<double>> values_;
};

/// A value a sample, read at its start; 0 is no reading.
void add_disturbance(const Case& c, Span span, const char* name, const char* as, double scale,
                     std::map<std::string, std::vector<Reading>>& readings) {
  const auto found = c.disturbances.find(name);
  if (found == c.disturbances.end() || found->second.values.size() != c.starts.values.size()) return;
  Parts parts(span);
  for (std::size_t i = 0; i < c.starts.values.size(); ++i)
    if (found->second.values[i] > 0)
      parts.add(1e-9 * static_cast<double>(c.starts.values[i]),
                scale * static_cast<double>(found->second.values[i]));
  if (auto seen = parts.readings(); !seen.empty()) readings[as] = std::move(seen);
}

/// Of each participant what was stolen in a part of the case's time, as a share of that part, or of
/// kStealTimeMin where it is shorter.
void add_steal(const Case& c, Span span, std::map<std::string, std::vector<Reading>>& readings) {
  const auto found = c.disturbances.find("steal_ns");
  if (found == c.disturbances.end() || found->second.values.size() != c.starts.values.size()) return;
  const double length = (span.end - span.begin) / static_cast<double>(kReadingParts);
  Parts parts(span);
  for (std::size_t row = 0; row < c.starts.rows; ++row) {
    std::array<double, kReadingParts> stolen{};
    for (std::size_t column = 0; column < c.starts.columns; ++column) {
      const double share = (1e-9 * static_cast<double>(c.starts.at(row, column)) - span.begin) / length;
      const auto part = static_cast<std::size_t>(std::max(0.0, share));
      stolen[std::min(part, kReadingParts - 1)] += 1e-9 * static_cast<double>(found->second.at(row, column));
    }
    for (std::size_t part = 0; part < kReadingParts; ++part)
      parts.add(span.begin + (static_cast<double>(part) + 0.5) * length,
                100 * stolen[part] / std::max(length, kStealTimeMin));
  }
  if (auto seen = parts.readings(); !seen.empty()) readings["steal, % of the time"] = std::move(seen);
}

void add_telemetry(const Case& c, Span span, const char* name, const char* as, double scale,
                   std::map<std::string, std::vector<Reading>>& readings) {
  const auto times = c.telemetry.find("times"), found = c.telemetry.find(name);
  if (times == c.telemetry.end() || found == c.telemetry.end()) return;
  if (times->second.values.size() != found->second.values.size()) return;
  Parts parts(span);
  for (std::size_t i = 0; i < found->second.values.size(); ++i) {
    const std::int64_t when = times->second.values[i], value = found->second.values[i];
    if (when != kAbsent && value != kAbsent)
      parts.add(1e-9 * static_cast<double>(when), scale * static_cast<double>(value));
  }
  if (auto seen = parts.readings(); !seen.empty()) readings[as] = std::move(seen);
}

}  // namespace

std::map<std::string, std::vector<Reading>> readings_of(const Case& c) {
  std::map<std::string, std::vector<Reading>> readings;
  const std::optional<Span> span = span_of(c);
  if (!span) return readings;
  add_disturbance(c, *span, "clock_khz", "clock, MHz", 1e-3, readings);
  add_steal(c, *span, readings);
  add_telemetry(c, *span, "clock_sm_mhz", "device clock, MHz", 1, readings);
  add_telemetry(c, *span, "power_mw", "device power, W", 1e-3, readings);
  add_telemetry(c, *span, "temperature_c", "device temperature, °C", 1, readings);
  return readings;
}

}  // namespace gpubench::results
