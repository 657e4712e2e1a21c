#include "results/telling.hpp"

#include <algorithm>
#include <cmath>

namespace gpubench::results {
namespace {

constexpr double kGiga = 1e9;

/// A case that is wrong shows no rate.
bool may_be_told(const Case& c, const Telling& telling) {
  return !telling.rate || c.verification.correctness != "wrong";
}

bool is_figure(double value) {
  return std::isfinite(value) && value > 0;
}

}  // namespace

double rate_amount(const Case& c) {
  if (c.metric == "bandwidth")
    return (static_cast<double>(c.work.bytes_read) + static_cast<double>(c.work.bytes_written)) / kGiga;
  if (c.metric == "flop_rate") return c.work.flop / kGiga;
  if (c.metric == "message_rate") return c.work.operations;
  if (c.metric == "bus_bandwidth")
    return c.work.bus_factor * static_cast<double>(c.work.message_bytes) / kGiga;
  return 0;
}

const char* rate_unit_of(const Case& c) {
  if (c.metric == "flop_rate") return "Gflop/s";
  if (c.metric == "latency") return "ns";
  if (c.metric == "message_rate") return "1/s";
  return "GB/s";
}

bool is_imported(const Case& c) {
  return std::ranges::any_of(c.facts, [](const auto& fact) { return fact.first == "imported_unit"; });
}

Telling telling_of(const Case& c) {
  if (c.metric == "latency") return {false, c.work.operations > 0 ? c.work.operations : 1.0, c.unit};
  if (!is_imported(c)) return {false, 1, c.unit};
  return {true, rate_amount(c), rate_unit_of(c)};
}

std::optional<double> told_value(const Case& c, double seconds) {
  const Telling telling = telling_of(c);
  const double value = telling.value(seconds);
  return may_be_told(c, telling) && is_figure(value) ? std::optional(value) : std::nullopt;
}

std::vector<double> told_values(const Case& c, const std::vector<double>& seconds) {
  const Telling telling = telling_of(c);
  std::vector<double> values;
  if (!may_be_told(c, telling)) return values;
  for (const double time : seconds)
    if (const double value = telling.value(time); is_figure(value)) values.push_back(value);
  return values;
}

}  // namespace gpubench::results
