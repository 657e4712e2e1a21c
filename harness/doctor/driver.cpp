#include "harness/doctor/driver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <sstream>

#include "harness/doctor/facts.hpp"
#include "harness/fingerprint/container.hpp"

namespace gpubench::doctor {
namespace {

constexpr const char* kContainerFlags =
    "start the container with its devices: docker run --gpus all, podman run --device nvidia.com/gpu=all, "
    "apptainer exec --nv";

bool is_device_node(const std::string& name) {
  constexpr std::string_view kPrefix = "nvidia";
  return name.size() > kPrefix.size() && name.starts_with(kPrefix) &&
         std::all_of(name.begin() + kPrefix.size(), name.end(),
                     [](unsigned char letter) { return std::isdigit(letter) != 0; });
}

/// PCI class 03: display controllers, compute-only ones (0302) among them.
bool is_nvidia_display(const SystemFiles& files, const std::string& folder) {
  return files.line(folder + "/vendor") == "0x10de" &&
         files.line(folder + "/class").value_or("").starts_with("0x03");
}

/// The first word of the first line that is a version: "NVRM version: NVIDIA UNIX Open Kernel Module for
/// x86_64  580.95.05  Release Build ...".
std::optional<std::string> kernel_driver_version(const SystemFiles& files) {
  std::istringstream words(files.line("/proc/driver/nvidia/version").value_or(""));
  for (std::string word; words >> word;) {
    const bool numbers = std::ranges::all_of(
        word, [](unsigned char letter) { return std::isdigit(letter) != 0 || letter == '.'; });
    if (numbers && word.find('.') != std::string::npos) return word;
  }
  return std::nullopt;
}

/// Only a container can be started anew with what it lacks; a host must install or make it.
std::string mend_of(const SystemFiles& files, const char* on_a_host) {
  return find_container(files) ? kContainerFlags : on_a_host;
}

std::string seen(const DeviceTraces& traces) {
  if (traces.on_bus > 0) return fmt::format("{} NVIDIA device(s) on the PCI bus", traces.on_bus);
  if (traces.nodes > 0) return fmt::format("{} device node(s) /dev/nvidia*", traces.nodes);
  return fmt::format("NVIDIA's kernel driver {}", traces.kernel_driver.value_or("is loaded"));
}

struct DriverMinimum {
  int cuda;
  const char* linux_driver;
};
constexpr DriverMinimum kMinima[] = {{11, "450.80.02"}, {12, "525.60.13"}, {13, "580"}};

}  // namespace

DeviceTraces find_device_traces(const SystemFiles& files) {
  DeviceTraces traces;
  for (const std::string& name : files.names("/dev")) traces.nodes += is_device_node(name) ? 1 : 0;
  const std::string bus = "/sys/bus/pci/devices";
  for (const std::string& name : files.names(bus))
    traces.on_bus += is_nvidia_display(files, bus + "/" + name) ? 1 : 0;
  traces.kernel_driver = kernel_driver_version(files);
  return traces;
}

Findings check_driver(const Readings& readings) {
  const DeviceTraces traces = find_device_traces(readings.files);
  const DriverState& driver = readings.driver;
  const std::string id = "driver";
  // Nothing is wrong with a machine that has none; who knows that his has one is told what it takes.
  const std::string wanted =
      mend_of(readings.files, "where there is a GPU: apt-get install nvidia-driver, then reboot");
  if (!traces.any() && !driver.has_library)
    return {{id, Result::note, "absent: no NVIDIA device, device node or driver here", wanted}};
  if (!traces.any())
    return {
        {id, Result::note, fmt::format("absent: {} is there, but no NVIDIA device", kDriverLibrary), wanted}};
  if (!traces.kernel_driver && traces.nodes == 0)
    return {{id, Result::warning, seen(traces) + ", but no NVIDIA kernel driver is loaded",
             "modprobe nvidia; where there is no such module: apt-get install nvidia-driver, then reboot"}};
  if (!driver.has_library && traces.nodes > 0)
    return {{id, Result::warning, fmt::format("{}, but {} is not mounted here", seen(traces), kDriverLibrary),
             mend_of(readings.files, "apt-get install libcuda1 (Debian), or install the driver anew")}};
  if (traces.nodes == 0)
    return {{id, Result::warning, seen(traces) + ", but no device node /dev/nvidia* here",
             mend_of(readings.files, "nvidia-modprobe -u -c=0")}};
  if (!driver.management)
    return {{id, Result::warning, seen(traces) + ", but NVML (libnvidia-ml.so.1) is not found: no telemetry",
             find_container(readings.files)
                 ? "start it with NVIDIA_DRIVER_CAPABILITIES=compute,utility"
                 : "apt-get install libnvidia-ml1 (Debian), or install the driver anew"}};
  if (!driver.management->empty())
    return {{id, Result::warning, fmt::format("{}, but {}", seen(traces), *driver.management),
             "nvidia-smi says more; after an update of the driver: reboot, or reload the module nvidia"}};
  return {{id, Result::good,
           fmt::format("{}, driver {}", seen(traces), traces.kernel_driver.value_or("of unknown version")),
           ""}};
}

Findings check_driver_version(const Readings& readings) {
  const auto driver = find_device_traces(readings.files).kernel_driver;
  const auto runtime = find_fact(readings.facts, "cuda.runtime");
  if (!driver || !runtime) return {};
  const std::string id = "driver.version";
  const auto cuda = version_numbers(*runtime);
  const auto* minimum = std::ranges::find(kMinima, cuda.empty() ? 0 : cuda.front(), &DriverMinimum::cuda);
  const std::string evidence = fmt::format("driver {}, CUDA {}", *driver, *runtime);
  if (minimum == std::end(kMinima))
    return {{id, Result::unknown, evidence + ", whose minimum is not known here", ""}};
  const auto own = find_fact(readings.facts, "cuda.driver_api");
  const bool is_below = version_numbers(*driver) < version_numbers(minimum->linux_driver);
  if (is_below && own && version_numbers(*own) >= cuda)
    return {{id, Result::note,
             fmt::format("{}: below {}, with a libcuda of CUDA {} (package cuda-compat)", evidence,
                         minimum->linux_driver, *own),
             ""}};
  if (is_below)
    return {{id, Result::invalid, fmt::format("{}: at least {} is needed", evidence, minimum->linux_driver),
             fmt::format(
                 "install a driver from {} on (apt-get install cuda-drivers), or build with an older CUDA",
                 minimum->linux_driver)}};
  if (own && version_numbers(*own) < cuda)
    return {{id, Result::note,
             fmt::format("{}, the driver's own is {}: compatible but for PTX, which it can't compile",
                         evidence, *own),
             ""}};
  return {{id, Result::good, fmt::format("{} wants {}", evidence, minimum->linux_driver), ""}};
}

Findings check_devices(const Readings& readings) {
  Findings all;
  for (const DeviceState& device : readings.driver.devices)
    for (Finding& finding : check_device(device)) all.push_back(std::move(finding));
  if (readings.gemm) all.push_back(check_gemm(*readings.gemm));
  return all;
}

}  // namespace gpubench::doctor
