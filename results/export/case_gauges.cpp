#include <array>

#include "results/export/openmetrics.hpp"
#include "results/terminal.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kLabelColumns = 200;

using Figure = std::optional<double>;

Figure rate_in(const Row& row, const char* unit, double scale) {
  return row.rate && row.rate_unit == unit ? Figure(*row.rate * scale) : std::nullopt;
}

Figure when_measured(const Row& row, double value) {
  return row.status == Status::measured ? Figure(value) : std::nullopt;
}

constexpr std::array<CaseGauge, 9> kCaseGauges = {
    {{"gpubench_case_time_seconds", "seconds", "Median time of one operation.",
      [](const Row& row) { return row.time_median; }},
     {"gpubench_case_half_width_ratio", "ratio",
      "Relative half-width of the 95 % interval of the typical time inside the launch.",
      [](const Row& row) { return row.half_width; }},
     {"gpubench_case_bandwidth_bytes_per_second", "bytes_per_second", "Bandwidth; absent where wrong.",
      [](const Row& row) { return rate_in(row, "GB/s", 1e9); }},
     {"gpubench_case_arithmetic_flop_per_second", "flop_per_second",
      "Floating-point operations; absent where wrong.",
      [](const Row& row) { return rate_in(row, "Gflop/s", 1e9); }},
     {"gpubench_case_rate_messages_per_second", "messages_per_second", "Messages; absent where wrong.",
      [](const Row& row) { return rate_in(row, "1/s", 1); }},
     {"gpubench_case_ceiling_ratio", "ratio", "Share of the best rate of the launch that this can reach.",
      [](const Row& row) { return row.share_of_ceiling; }},
     {"gpubench_case_spread_ratio", "ratio", "Largest less smallest rank's time over the median rank's.",
      [](const Row& row) { return row.spread_over_ranks; }},
     {"gpubench_case_throttled_ratio", "ratio",
      "Share of the samples in which something held the clock down.",
      [](const Row& row) { return row.throttled_share; }},
     {"gpubench_case_wrong", "", "1 where the output is wrong, else 0.",
      [](const Row& row) { return when_measured(row, row.verdict == "WRONG" ? 1 : 0); }}}};

}  // namespace

std::span<const CaseGauge> case_gauges() {
  return kCaseGauges;
}

std::string label_value(std::string_view text) {
  std::string value;
  for (const char c : shorten(sanitize(text), kLabelColumns)) {
    if (c == '\\' || c == '"') value += '\\';
    value += c;
  }
  return value;
}

}  // namespace gpubench::results
