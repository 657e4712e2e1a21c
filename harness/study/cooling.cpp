#include "harness/study/cooling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "bench/nvml/library.hpp"

namespace gpubench {
namespace {

void raise(std::optional<double>& hottest, double degrees) {
  hottest = std::max(hottest.value_or(degrees), degrees);
}

/// Thousandths of a degree, as both interfaces have them.
void raise(std::optional<double>& hottest, std::optional<long long> thousandths) {
  // A sensor that is not there is often a file that says 0 or -274000.
  if (thousandths && *thousandths > 0) raise(hottest, static_cast<double>(*thousandths) / 1000);
}

}  // namespace

std::optional<double> hottest_processor(const SystemFiles& files) {
  std::optional<double> hottest;
  const std::string monitors = "/sys/class/hwmon", zones = "/sys/class/thermal";
  for (const std::string& monitor : files.names(monitors)) {
    const std::string folder = monitors + "/" + monitor;
    const std::string driver = files.line(folder + "/name").value_or("");
    if (driver != "coretemp" && driver != "k10temp" && driver != "zenpower") continue;
    for (const std::string& sensor : files.names(folder)) {
      if (sensor.starts_with("temp") && sensor.ends_with("_input"))
        raise(hottest, files.number(folder + "/" + sensor));
    }
  }
  for (const std::string& zone : files.names(zones)) {
    const std::string kind = files.line(zones + "/" + zone + "/type").value_or("");
    if (kind == "x86_pkg_temp" || kind.starts_with("cpu"))
      raise(hottest, files.number(zones + "/" + zone + "/temp"));
  }
  return hottest;
}

std::optional<double> hottest_device() {
  std::string no_nvml;
  const auto library = nvml::Library::open(no_nvml);
  if (library == nullptr) return std::nullopt;
  const nvml::Functions& functions = library->functions();
  std::optional<double> hottest;
  for (unsigned index = 0; index < nvml::ask<unsigned>(functions.device_count).value_or(0); ++index) {
    const auto device = nvml::ask<nvml::Device>(functions.device_at, index);
    if (!device) continue;
    if (const auto degrees = nvml::ask<unsigned>(functions.temperature, *device, nvml::kSensorGpu))
      raise(hottest, static_cast<double>(*degrees));
  }
  return hottest;
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
  while (start_ && waited < kWaitMax && thermometer_().value_or(*start_) > *start_ + kTolerance) {
    sleep_(kStep);
    waited += kStep;
  }
  return waited;
}

}  // namespace gpubench
