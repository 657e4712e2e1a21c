/// The trial of overlap.
#pragma once
#include <cstddef>
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// count: float32 elements of the message.
std::unique_ptr<Trial> make_overlap_trial(std::size_t count, Context& context);

}  // namespace gpubench
