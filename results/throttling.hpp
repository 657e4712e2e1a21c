/// Throttling: samples that a device took while something held its clock down.
#pragma once
#include <cstdint>
#include <optional>

#include "results/model.hpp"

namespace gpubench::results {

/// Of telemetry's throttle_bits, those that take clock away from work: all but idleness (0x1) and application
/// clocks that were set (0x2), so that a reason not known yet is not taken for none. Source: NVML,
/// nvmlClocksEventReasons.
inline constexpr std::int64_t kThrottleBits = ~std::int64_t{0x1 | 0x2};

/// The share of samples, 0..1, in which some participant was throttled: by the readings within the sample, or
/// where there is none (readings come at 20 Hz, samples may be far shorter) by the last one before it, if it
/// is no older than 100 ms at the sample's end. Samples without a reading do not count; absent where there is
/// none.
std::optional<double> throttled_share(const Case& c);

}  // namespace gpubench::results
