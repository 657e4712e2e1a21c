#include "bench/nvml/telemetry.hpp"

#include <fmt/format.h>

namespace gpubench::nvml {
namespace {

using Reading = std::optional<std::int64_t>;

template <class Value, class... Arguments, class... Given>
Reading read_number(const Function<Arguments...>& function, Given... given) {
  const auto value = ask<Value>(function, given...);
  return value ? Reading(static_cast<std::int64_t>(*value)) : std::nullopt;
}

/// Has no function of its own. An unsigned int on the devices that have it.
Reading memory_temperature(const Functions& functions, Device device) {
  FieldValue field;
  field.field = kFieldMemoryTemperature;
  if (functions.field_values(device, 1, &field) != kSuccess || field.code != kSuccess) return std::nullopt;
  return field.value.natural;
}

/// NVML says 32 for "unknown".
Reading performance_state(const Functions& functions, Device device) {
  const Reading state = read_number<unsigned>(functions.performance_state, device);
  return state && *state < 16 ? state : std::nullopt;
}

class NvmlTelemetry final : public Telemetry {
 public:
  NvmlTelemetry(std::shared_ptr<const Library> library, Device device)
      : library_(std::move(library)), device_(device) {}

  const std::vector<std::string>& series() const override {
    static const std::vector<std::string> names = {
        "clock_sm_mhz",  "clock_memory_mhz", "power_mw",   "temperature_c",    "temperature_memory_c",
        "throttle_bits", "pcie_generation",  "pcie_width", "performance_state"};
    return names;
  }

  std::vector<Reading> read() noexcept override {
    const Functions& functions = library_->functions();
    return {read_number<unsigned>(functions.clock_now, device_, kClockSm),
            read_number<unsigned>(functions.clock_now, device_, kClockMemory),
            read_number<unsigned>(functions.power, device_),
            read_number<unsigned>(functions.temperature, device_, kSensorGpu),
            memory_temperature(functions, device_),
            read_number<unsigned long long>(functions.throttle_reasons, device_),
            read_number<unsigned>(functions.pcie_generation, device_),
            read_number<unsigned>(functions.pcie_width, device_),
            performance_state(functions, device_)};
  }

 private:
  std::shared_ptr<const Library> library_;
  Device device_;
};

}  // namespace

std::unique_ptr<Telemetry> make_telemetry(std::shared_ptr<const Library> library, Device device) {
  return std::make_unique<NvmlTelemetry>(std::move(library), device);
}

Device find_device(const Library& library, const std::string& bus, std::string& reason) {
  Device device = nullptr;
  const Code code = library.functions().device_on_bus(bus.c_str(), &device);
  if (code == kSuccess) return device;
  reason =
      fmt::format("NVML: nvmlDeviceGetHandleByPciBusId_v2: {} (code {})", library.error_text(code), code);
  return nullptr;
}

}  // namespace gpubench::nvml
