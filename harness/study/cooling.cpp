#include "harness/study/cooling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "bench/nvml/library.hpp"

namespace gpubench {
namespace {

/// Thousandths of a degree, as both of Linux's interfaces have them.
void put(Temperatures& all, const SystemFiles& files, const std::string& sensor) {
  const auto thousandths = files.number(sensor);
  // A sensor that is not there is often a file that says 0 or -274000.
  if (thousandths && *thousandths > 0) all[sensor] = static_cast<double>(*thousandths) / 1000;
}

}  // namespace

Temperatures processor_temperatures(const SystemFiles& files) {
  Temperatures all;
  const std::string monitors = "/sys/class/hwmon", zones = "/sys/class/thermal";
  for (const std::string& monitor : files.names(monitors)) {
    const std::string folder = monitors + "/" + monitor;
    const std::string driver = files.line(folder + "/name").value_or("");
    if (driver != "coretemp" && driver != "k10temp" && driver != "zenpower") continue;
    for (const std::string& sensor : files.names(folder)) {
      if (sensor.starts_with("temp") && sensor.ends_with("_input")) put(all, files, folder + "/" + sensor);
    }
  }
  for (const std::string& zone : files.names(zones)) {
    const std::string kind = files.line(zones + "/" + zone + "/type").value_or("");
    if (kind == "x86_pkg_temp" || kind.starts_with("cpu")) put(all, files, zones + "/" + zone + "/temp");
  }
  return all;
}

Temperatures device_temperatures() {
  Temperatures all;
  std::string no_nvml;
  const auto library = nvml::Library::open(no_nvml);
  if (library == nullptr) return all;
  const nvml::Functions& functions = library->functions();
  for (unsigned index = 0; index < nvml::ask<unsigned>(functions.device_count).value_or(0); ++index) {
    const auto device = nvml::ask<nvml::Device>(functions.device_at, index);
    if (!device) continue;
    if (const auto degrees = nvml::ask<unsigned>(functions.temperature, *device, nvml::kSensorGpu))
      all[fmt::format("device {}", index)] = static_cast<double>(*degrees);
  }
  return all;
}

Cooling::Cooling(Thermometer thermometer, std::function<void(Seconds)> sleep)
    : thermometer_(std::move(thermometer)), sleep_(std::move(sleep)) {}

Seconds Cooling::wait() {
  if (!std::exchange(begun_, true)) {
    start_ = thermometer_();
    return Seconds(0);
  }
  constexpr Seconds kStep{1};
  Seconds waited{0};
  while (waited < kWaitMax && is_warmer()) {
    sleep_(kStep);
    waited += kStep;
  }
  return waited;
}

bool Cooling::is_warmer() const {
  const Temperatures now = thermometer_();
  return std::any_of(now.begin(), now.end(), [this](const auto& sensor) {
    const auto start = start_.find(sensor.first);
    return start != start_.end() && sensor.second > start->second + kTolerance;
  });
}

}  // namespace gpubench
