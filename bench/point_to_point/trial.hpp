/// The trial of every point-to-point benchmark.
#pragma once
#include <cstddef>
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/point_to_point/pair.hpp"

namespace gpubench {

/// staged: between devices messages pass through the host within each operation. The communicator's ranks are
/// the pairs' (an even number). Throws std::bad_alloc, std::runtime_error on an odd number.
std::unique_ptr<Trial> make_pair_trial(const Pair& row, std::size_t count, bool staged, Context& context);

}  // namespace gpubench
