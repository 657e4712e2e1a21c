/// Shape: simple tests that a series is not one steady mode. They raise a flag, never a verdict.
#pragma once
#include <span>

namespace gpubench::results {

/// The medians of the first and the last third differ by more than 2 % and by more than the interquartile
/// range. (A straight drift moves them by 2/3 of its length, its interquartile range is 1/2.) Fewer than 32
/// times: no.
bool is_drifting(std::span<const double> times);

/// Between the 10th and the 90th percentile one gap is wider than 2 % and than half of that range. Fewer than
/// 32: no.
bool is_bimodal(std::span<const double> times);

}  // namespace gpubench::results
