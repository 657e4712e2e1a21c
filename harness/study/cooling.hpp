/// Cooling: launches of a duet begin equally warm, where a temperature can be read.
#pragma once
#include <functional>
#include <optional>

#include "bench/api/units.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// The hottest of the host's processors (hwmon "coretemp", "k10temp", "zenpower"; thermal zones
/// "x86_pkg_temp" and "cpu*") and of the devices NVML shows, degrees Celsius; nothing where nobody tells.
/// Source: Documentation/hwmon/sysfs-interface.rst and driver-api/thermal/sysfs-api.rst of Linux.
std::optional<double> hottest_processor(const SystemFiles& files);
std::optional<double> hottest_device();

class Cooling {
 public:
  using Thermometer = std::function<std::optional<double>()>;
  /// Waits at most so long before a launch.
  static constexpr Seconds kWaitMax{60};
  /// Warmer than the first launch began by no more than this is equal.
  static constexpr double kTolerance = 2;

  explicit Cooling(Thermometer thermometer, std::function<void(Seconds)> sleep);

  /// Before the first launch: notes how warm it is. Before others: waits until it is as cool again. Returns
  /// how long it waited.
  Seconds wait();
  /// How warm the first began; nothing where nobody tells.
  std::optional<double> start() const { return start_; }

 private:
  Thermometer thermometer_;
  std::function<void(Seconds)> sleep_;
  bool begun_ = false;
  std::optional<double> start_;
};

}  // namespace gpubench
