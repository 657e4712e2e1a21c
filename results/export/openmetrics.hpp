/// OpenMetrics: gauges as Prometheus reads them, from a scrape or through the node exporter's textfile
/// collector. Source: OpenMetrics 1.0 (IETF draft-richih-opsawg-openmetrics-00); what is written is also the
/// text format 0.0.4, which the collector reads.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "results/summary.hpp"

namespace gpubench::results {

/// A gauge of a case: name, unit (a part of the name, at its end; may be empty), what it says, and its value
/// where the case has one.
struct CaseGauge {
  const char* name;
  const char* unit;
  const char* help;
  std::optional<double> (*value)(const Row& row);
};

std::span<const CaseGauge> case_gauges();

/// A label's value: fit for a terminal, at most 200 columns, backslash and quotation mark escaped.
std::string label_value(std::string_view text);

}  // namespace gpubench::results
