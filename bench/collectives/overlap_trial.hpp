/// The trial of overlap.
#pragma once
#include <cstddef>
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/collectives/overlap.hpp"

namespace gpubench {

/// count: float32 elements of the message.
std::unique_ptr<Trial> make_overlap_trial(std::size_t count, OverlapCompute compute, Context& context);

}  // namespace gpubench
