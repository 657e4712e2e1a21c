/// Throttling: samples that a device took while something held its clock down.
#pragma once
#include <cstdint>
#include <optional>

#include "results/model.hpp"

namespace gpubench::results {

/// Of telemetry's throttle_bits, those that take clock away from work: software power cap 0x4, hardware
/// slowdown 0x8, software and hardware thermal slowdown 0x20 and 0x40, power brake 0x80. The others tell of
/// idleness, of clocks that were asked for, and of displays. Source: NVML, nvmlClocksEventReasons.
inline constexpr std::int64_t kThrottleBits = 0x4 | 0x8 | 0x20 | 0x40 | 0x80;

/// The share of samples, 0..1, in which some participant was throttled: by the last reading before the
/// sample's end that is no older than its begin or 100 ms (readings come at 20 Hz, samples may be far
/// shorter). Samples without a reading do not count; absent where there is none.
std::optional<double> throttled_share(const Case& c);

}  // namespace gpubench::results
