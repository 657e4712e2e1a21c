/// Selection: the benchmarks and axis values a command line asks for.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "bench/api/axes.hpp"
#include "harness/catalogue.hpp"
#include "harness/options.hpp"

namespace gpubench {

/// In the catalogue's order. Throws results::UsageError for a selector or backend that names nothing, or
/// where together they select nothing.
std::vector<CatalogueEntry*> select_entries(Catalogue& catalogue, const RunOptions& options);

/// The settings with canonical values, one an axis. Throws results::UsageError for an axis that no entry has,
/// and for a value that no entry having the axis accepts.
std::vector<AxisSetting> canonical_settings(const std::vector<CatalogueEntry*>& entries,
                                            const std::vector<AxisSetting>& settings);

/// Every point with every combination of the settings of axes this benchmark has; each once, first places
/// kept.
std::vector<Axes> apply_settings(const Description& description, const std::vector<Axes>& points,
                                 const std::vector<AxisSetting>& settings);

/// Why the benchmark does not accept a value of the point; empty where it accepts all. A value that only
/// another selected benchmark accepts gets here.
std::string unaccepted_value(const Description& description, const Axes& axes);

/// ": did you mean memory/triad or memory/read?", or ": known are host, cuda" where nothing is near.
std::string suggest(const std::string& typed, const std::vector<std::string>& known);

}  // namespace gpubench
