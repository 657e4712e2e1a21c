/// The trial of fragmentation.
#pragma once
#include <cstddef>
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/native/allocator.hpp"

namespace gpubench {

/// size_max: of the pieces, see FragmentationPattern.
std::unique_ptr<Trial> make_fragmentation_trial(std::unique_ptr<Allocator> allocator, std::size_t size_max,
                                                Context& context);

}  // namespace gpubench
