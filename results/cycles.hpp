/// Cycles: what a device's multiprocessors move in one cycle of their clock.
#pragma once
#include <optional>

#include "results/model.hpp"

namespace gpubench::results {

/// The fact by which a case says that its bytes are moved by so many multiprocessors, all at work at once.
inline constexpr const char* kMultiprocessorsFact = "multiprocessors";

/// B/cycle/SM: (bytes_read + bytes_written) / (t * clock * multiprocessors), the mean over participants; t is
/// a participant's median time an operation, clock the median of its clock_sm_mhz readings from the first
/// sample's begin to the last one's end. Absent where the case does not say kMultiprocessorsFact, or where
/// some participant's clock was not read meanwhile.
std::optional<double> bytes_per_cycle(const Case& c);

}  // namespace gpubench::results
