/// Throttle reasons: the bits of NVML's nvmlDeviceGetCurrentClocksEventReasons as words.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gpubench::nvml {

struct ThrottleReason {
  std::uint64_t bit;
  std::string_view name;  ///< NVML's own: what follows nvmlClocksEventReason or nvmlClocksThrottleReason.
  std::string_view meaning;
  bool slows;  ///< The device runs slower than it could: not so when it is idle or only set to a clock.
};

/// Every reason NVML documents, the lowest bit first.
const std::vector<ThrottleReason>& throttle_reasons();

/// The names of the bits that are set, the lowest first; several are common: HwSlowdown comes with its cause.
/// A bit that no reason documents is named by its number: "bit 40". None of them: an empty list.
std::vector<std::string> decode_throttle(std::uint64_t bits);

/// "SwPowerCap + HwThermalSlowdown", "none".
std::string throttle_text(std::uint64_t bits);

/// Is any of the set bits one that slows, or one not known?
bool slows(std::uint64_t bits);

}  // namespace gpubench::nvml
