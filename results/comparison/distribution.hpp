/// Distribution: where the samples of a case lie, launch by launch, drawn in a terminal.
#pragma once
#include <iosfwd>
#include <span>
#include <string>

#include "results/comparison/show_comparison.hpp"

namespace gpubench::results {

/// Eight heights in `cells` columns from `low` to `high` (> low), on ln value: the share of the values in
/// each, the fullest column being the highest; a column that holds any is never blank. Values beyond are
/// counted in the outermost ones.
std::string strip(std::span<const double> values, double low, double high, std::size_t cells);

/// For each compared case of this name ("memory/triad", "triad", or name and axes as shown), a strip a launch
/// of both sides over one scale, with medians. Throws UsageError where no case has it.
void show_distributions(const Comparison& comparison, const std::string& name, const ComparisonView& view,
                        std::ostream& out);

}  // namespace gpubench::results
