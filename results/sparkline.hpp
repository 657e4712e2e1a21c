/// Sparkline: a series as a line of text.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace gpubench::results {

/// Which values share a column where there are more of them than columns: their first places, and the end.
/// A change begins a column of its own.
std::vector<std::size_t> columns_of_series(std::size_t values, std::span<const std::size_t> changes,
                                           std::size_t columns);

/// A block a column, the mean of its values between the least and the most of all: eight heights; a range
/// under range_min (of ln values 0.02 is 2 %) is drawn as if it were that wide, so that noise does not look
/// like news. In front of a change stands "|".
std::string sparkline(std::span<const double> values, std::span<const std::size_t> changes,
                      std::size_t columns, double range_min = 0.02);

}  // namespace gpubench::results
