/// The verdict on an operation that can only be counted.
#pragma once
#include <cstdint>

#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// Identical where as many came as should have. what: "threads", "pages".
Verdict judge_arrivals(std::uint64_t arrived, std::uint64_t expected, const char* what);

}  // namespace gpubench
