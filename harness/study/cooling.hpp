/// Cooling: launches of a duet begin equally warm, where a temperature can be read.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "bench/api/units.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// Degrees Celsius by sensor.
using Temperatures = std::map<std::string, double>;

/// Of the host's processors: hwmon "coretemp", "k10temp", "zenpower"; thermal zones "x86_pkg_temp" and
/// "cpu*". Source: Documentation/hwmon/sysfs-interface.rst and driver-api/thermal/sysfs-api.rst of Linux.
Temperatures processor_temperatures(const SystemFiles& files);
/// Of the devices that NVML shows.
Temperatures device_temperatures();

class Cooling {
 public:
  using Thermometer = std::function<Temperatures()>;
  /// Waits at most so long before a launch.
  static constexpr Seconds kWaitMax{60};
  /// Warmer than the first launch began by no more than this is equal.
  static constexpr double kTolerance = 2;

  explicit Cooling(Thermometer thermometer, std::function<void(Seconds)> sleep);

  /// Before the first launch: notes how warm each sensor is. Before others: waits until none is warmer than
  /// it was then. Returns how long it waited.
  Seconds wait();

 private:
  bool is_warmer() const;

  Thermometer thermometer_;
  std::function<void(Seconds)> sleep_;
  bool begun_ = false;
  Temperatures start_;
};

}  // namespace gpubench
