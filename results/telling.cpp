#include "results/telling.hpp"

#include <algorithm>

namespace gpubench::results {

double amount_of(const Case& c) {
  if (c.metric == "bandwidth")
    return static_cast<double>(c.work.bytes_read) + static_cast<double>(c.work.bytes_written);
  if (c.metric == "flop_rate") return c.work.flop;
  if (c.metric == "message_rate") return c.work.operations;
  if (c.metric == "bus_bandwidth") return c.work.bus_factor * static_cast<double>(c.work.message_bytes);
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
  if (c.metric == "latency") return {c.work.operations > 0 ? c.work.operations : 1.0, 0, c.unit};
  if (!is_imported(c) || !(amount_of(c) > 0)) return {1, 0, c.unit};
  return {1, amount_of(c) * (c.metric == "message_rate" ? 1.0 : 1e-9), rate_unit_of(c)};
}

}  // namespace gpubench::results
