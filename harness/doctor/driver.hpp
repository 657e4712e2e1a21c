/// Driver: is there an NVIDIA device, and a driver that works for this process?
#pragma once
#include <optional>
#include <string>

#include "harness/doctor/finding.hpp"
#include "harness/doctor/readings.hpp"

namespace gpubench::doctor {

/// Comes with the driver; what the modules of CUDA require.
inline constexpr const char* kDriverLibrary = "libcuda.so.1";

/// What /dev, /proc and /sys show of NVIDIA devices.
struct DeviceTraces {
  std::size_t nodes = 0;                     ///< /dev/nvidia0, /dev/nvidia1, ...
  std::size_t on_bus = 0;                    ///< PCI display controllers of vendor 0x10de.
  std::optional<std::string> kernel_driver;  ///< "580.95.05", of /proc/driver/nvidia/version.
  bool any() const { return nodes + on_bus > 0 || kernel_driver.has_value(); }
};

DeviceTraces find_device_traces(const SystemFiles& files);

/// "driver.version", where driver and CUDA runtime are known: the driver is at least what NVIDIA documents
/// for the runtime's first number. Older: invalid. Within it an older driver than the runtime's own is a note
/// (minor version compatibility: kernels that are compiled ahead run, PTX does not).
/// Source: CUDA Toolkit Release Notes, table "CUDA Toolkit and Minimum Required Driver Version for CUDA Minor
/// Version Compatibility".
Findings check_driver_version(const Readings& readings);

/// "device.<index>.<what>" of every device that NVML tells of: see check_device().
Findings check_devices(const Readings& readings);

/// "driver": no device is a note; a device whose driver is not loaded, not mounted into the container or
/// refuses to work is a warning.
Findings check_driver(const Readings& readings);

}  // namespace gpubench::doctor
