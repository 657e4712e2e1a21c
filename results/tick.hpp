/// Tick: the smallest difference that a case's times can show.
#pragma once
#include "results/model.hpp"

namespace gpubench::results {

/// The fact by which an imported case says what the last digit of its source's figures is worth, nanoseconds
/// of an operation; absent where the source has them in full.
inline constexpr const char* kStepFact = "imported_step_ns";

/// Seconds of an operation: the file's whole nanoseconds of a batch, 1e-9 / batch, or kStepFact where that is
/// more. A fact that is no finite number counts as absent.
double tick_of(const Case& c);

}  // namespace gpubench::results
