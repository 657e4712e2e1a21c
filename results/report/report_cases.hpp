/// ReportCases: every case of a report's launches, its samples thinned to what a page shows.
#pragma once
#include "results/report/report.hpp"

namespace gpubench::results {

/// Of report.launches and views. One case's samples are in memory at a time.
std::vector<ReportCase> read_cases(const Report& report);

/// n of them: type-7 quantiles at (i + 0.5)/n; all, sorted, where there are no more.
std::vector<double> thinned(std::vector<double> values, std::size_t n);

/// What was read while the case lasted, in equal parts of its time: of the host's disturbances clock_khz and
/// steal_ns (as a share of that time), of devices' telemetry clock_sm_mhz, power_mw, temperature_c.
std::map<std::string, std::vector<Reading>> readings_of(const Case& c);

inline constexpr std::size_t kReadingParts = 6;

}  // namespace gpubench::results
