/// LaunchView: a launch's cases made rows, once for all ways of showing it.
#pragma once
#include <functional>
#include <vector>

#include "results/statistics/lag.hpp"
#include "results/store.hpp"
#include "results/summary.hpp"

namespace gpubench::results {

struct LaunchView {
  std::vector<Row> rows;  ///< In row_order().
  std::vector<Lag> lags;
};

/// Takes each case once it was read.
using CaseKeeper = std::function<void(Case&& c)>;

/// Reads case by case; throws what the file's reader throws. Each case then goes to `keep`, where there is
/// one.
LaunchView view_launch(const ResultFile& file, std::size_t launch, const CaseKeeper& keep = {});

}  // namespace gpubench::results
