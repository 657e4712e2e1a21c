/// LaunchView: a launch's cases made rows, once for all ways of showing it.
#pragma once
#include <vector>

#include "results/statistics/lag.hpp"
#include "results/store.hpp"
#include "results/summary.hpp"

namespace gpubench::results {

struct LaunchView {
  std::vector<Row> rows;  ///< By group, name, backend; axes as planned: numbers in them by size.
  std::vector<Lag> lags;
};

/// "memory" of "memory/triad".
std::string group_of(const std::string& name);
/// Reads case by case; throws what the file's reader throws.
LaunchView view_launch(const ResultFile& file, std::size_t launch);

}  // namespace gpubench::results
