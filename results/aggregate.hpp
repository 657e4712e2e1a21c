/// Aggregate: what several devices that measure at once do together.
#pragma once
#include <optional>

#include "results/model.hpp"

namespace gpubench::results {

/// Applications a second of all participants, the median over rounds: total / (last end - first start - least
/// gaps). Rounds begin with a barrier; within one a faster participant runs ahead, so single samples are not
/// at the same time. The gaps between batches (reading counters, about 1 us, 2 % of the shortest batches,
/// measured) are no work of the device: the least sum of them over participants is taken off, so the result
/// never exceeds what the busiest could. Absent where there is one participant; where they were not at it
/// together (one had ended before another began: measured one after another); and in cold mode, where each
/// evicts caches between batches for longer than it measures, so that batches of different devices meet by
/// chance.
std::optional<double> aggregate_applications(const Case& c);

}  // namespace gpubench::results
