/// Verdicts on outputs that must be exact to the last bit.
#pragma once
#include <cstddef>

#include "bench/host/pattern.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// Every element against the pattern, bit by bit, and their digest.
template <class T>
Verdict judge_pattern(const Pattern<T>& expected, const T* data, std::size_t count, int threads);

/// One value, where the whole output is one; NaN is never right.
Verdict judge_value(double expected, double value, const char* meaning);

}  // namespace gpubench
