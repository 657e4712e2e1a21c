#include "bench/nvml/throttle.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace gpubench::nvml {

// Source: NVML API Reference Guide, nvmlClocksEventReasons.
const std::vector<ThrottleReason>& throttle_reasons() {
  static const std::vector<ThrottleReason> reasons = {
      {0x001, "GpuIdle", "nothing runs, the clocks drop to idle", false},
      {0x002, "ApplicationsClocksSetting", "held at the application clocks that were set", false},
      {0x004, "SwPowerCap", "the power limit is reached", true},
      {0x008, "HwSlowdown", "hardware halves the clocks or more: heat, power brake or power draw", true},
      {0x010, "SyncBoost", "held to the clocks of other devices of its sync boost group", true},
      {0x020, "SwThermalSlowdown",
       "the driver lowers the clocks: device or memory near their temperature limit", true},
      {0x040, "HwThermalSlowdown", "hardware halves the clocks or more: too hot", true},
      {0x080, "HwPowerBrakeSlowdown", "hardware halves the clocks or more: the power supply asks for it",
       true},
      {0x100, "DisplayClockSetting", "held at the clocks of a display", true},
  };
  return reasons;
}

std::vector<std::string> decode_throttle(std::uint64_t bits) {
  std::vector<std::string> names;
  for (const ThrottleReason& reason : throttle_reasons()) {
    if ((bits & reason.bit) != 0) names.emplace_back(reason.name);
    bits &= ~reason.bit;
  }
  for (int place = 0; place < 64; ++place) {
    if ((bits >> place & 1) != 0) names.push_back(fmt::format("bit {}", place));
  }
  return names;
}

std::string throttle_text(std::uint64_t bits) {
  return bits == 0 ? "none" : fmt::format("{}", fmt::join(decode_throttle(bits), " + "));
}

bool slows(std::uint64_t bits) {
  for (const ThrottleReason& reason : throttle_reasons()) {
    if (!reason.slows) bits &= ~reason.bit;
  }
  return bits != 0;
}

}  // namespace gpubench::nvml
