/// Functions: NVML's C interface as declared here, since the toolkit has no header of it and the library
/// comes with the driver. Every function may be absent: an old driver lacks the new ones, a new one drops the
/// old. Source: NVML API Reference Guide, which also gives the numbers of the constants.
#pragma once
#include <dlfcn.h>

#include <cstdint>

namespace gpubench::nvml {

using Code = int;  // an enum there, whose later members an earlier declaration would not know
inline constexpr Code kSuccess = 0;
inline constexpr Code kNoPermission = 4;
inline constexpr Code kInsufficientSize = 7;
inline constexpr Code kFunctionNotFound = 13;
inline constexpr Code kGpuIsLost = 15;
inline constexpr Code kResetRequired = 16;

using Device = void*;
using Text = char*;

inline constexpr unsigned kClockSm = 1, kClockMemory = 2;
inline constexpr unsigned kClockNow = 0, kClockApplication = 1, kClockDefault = 2, kClockCustomerMax = 3;
inline constexpr unsigned kSensorGpu = 0;
inline constexpr unsigned kErrorsCorrected = 0, kErrorsUncorrected = 1;
inline constexpr unsigned kCountedSinceLoad = 0, kCountedForLife = 1;
inline constexpr unsigned kRetiredBySingleBits = 0, kRetiredByDoubleBit = 1;
inline constexpr unsigned kFieldMemoryTemperature = 82;
/// NVML_TOPOLOGY_INTERNAL (one board), _SINGLE, _MULTIPLE, _HOSTBRIDGE, _NODE, _SYSTEM
inline constexpr unsigned kLevelInternal = 0, kLevelSingle = 10, kLevelMultiple = 20, kLevelHostBridge = 30,
                          kLevelNode = 40, kLevelSystem = 50;
inline constexpr unsigned kRemoteGpu = 0, kRemoteSwitch = 2;
/// NVML_GSP_FIRMWARE_VERSION_BUF_SIZE
inline constexpr unsigned kGspVersionMax = 64;
/// NVML_NVLINK_MAX_LINKS; a link that a device has not is answered with an error.
inline constexpr unsigned kLinksMax = 36;

/// nvmlPciInfo_t
struct PciInfo {
  char bus_legacy[16];
  unsigned domain, bus, device, device_and_vendor, subsystem;
  char bus_address[32];
};
static_assert(sizeof(PciInfo) == 68);

/// nvmlFieldValue_t; value's type is that of the field, told in value_type.
struct FieldValue {
  unsigned field = 0, scope = 0;
  long long time_us = 0, latency_us = 0;
  unsigned value_type = 0;
  Code code = kFunctionNotFound;
  union {
    double real;
    unsigned natural;
    unsigned long long wide = 0;
  } value;
};
static_assert(sizeof(FieldValue) == 40);

/// nvmlMemory_t, bytes
struct MemoryInfo {
  unsigned long long total, free, used;
};
static_assert(sizeof(MemoryInfo) == 24);

/// nvmlProcessInfo_v2_t
struct ProcessInfo {
  unsigned pid;
  unsigned long long memory_used;
  unsigned gpu_instance, compute_instance;
};
static_assert(sizeof(ProcessInfo) == 24);

/// A function of the library; where it is absent it answers kFunctionNotFound.
template <class... Arguments>
class Function {
 public:
  Function(void* library, const char* name, const char* older_name = nullptr)
      : call_(reinterpret_cast<Code (*)(Arguments...)>(dlsym(library, name))) {
    if (call_ == nullptr && older_name != nullptr)
      call_ = reinterpret_cast<Code (*)(Arguments...)>(dlsym(library, older_name));
  }
#if defined(__clang__)
  // The library names the same layouts otherwise, which the sanitizer of calls by pointer takes for other
  // types.
  __attribute__((no_sanitize("function")))
#endif
  Code
  operator()(Arguments... arguments) const {
    return call_ != nullptr ? call_(arguments...) : kFunctionNotFound;
  }

 private:
  Code (*call_)(Arguments...);
};

struct Functions {
  explicit Functions(void* opened) : library(opened) {}

  void* library;
  Function<> init{library, "nvmlInit_v2"};
  Function<> shut_down{library, "nvmlShutdown"};
  Function<Text, unsigned> driver_version{library, "nvmlSystemGetDriverVersion"};
  Function<Text, unsigned> library_version{library, "nvmlSystemGetNVMLVersion"};

  Function<unsigned*> device_count{library, "nvmlDeviceGetCount_v2"};
  Function<unsigned, Device*> device_at{library, "nvmlDeviceGetHandleByIndex_v2"};
  Function<const char*, Device*> device_on_bus{library, "nvmlDeviceGetHandleByPciBusId_v2"};
  Function<Device, Text, unsigned> name{library, "nvmlDeviceGetName"};
  Function<Device, Text, unsigned> vbios_version{library, "nvmlDeviceGetVbiosVersion"};
  Function<Device, PciInfo*> pci_info{library, "nvmlDeviceGetPciInfo_v3"};
  Function<Device, MemoryInfo*> memory{library, "nvmlDeviceGetMemoryInfo"};
  Function<Device, unsigned*> memory_bus_width{library, "nvmlDeviceGetMemoryBusWidth"};
  Function<Device, int*, int*> compute_capability{library, "nvmlDeviceGetCudaComputeCapability"};
  /// The text has room for kGspVersionMax.
  Function<Device, Text> gsp_version{library, "nvmlDeviceGetGspFirmwareVersion"};

  Function<Device, unsigned, unsigned, unsigned*> clock{library, "nvmlDeviceGetClock"};
  Function<Device, unsigned, unsigned*> clock_now{library, "nvmlDeviceGetClockInfo"};
  Function<Device, unsigned, unsigned*> clock_max{library, "nvmlDeviceGetMaxClockInfo"};
  Function<Device, unsigned long long*> throttle_reasons{library, "nvmlDeviceGetCurrentClocksEventReasons",
                                                         "nvmlDeviceGetCurrentClocksThrottleReasons"};
  Function<Device, unsigned*> performance_state{library, "nvmlDeviceGetPerformanceState"};
  Function<Device, unsigned, unsigned*> temperature{library, "nvmlDeviceGetTemperature"};
  Function<Device, int, FieldValue*> field_values{library, "nvmlDeviceGetFieldValues"};
  Function<Device, unsigned*> power{library, "nvmlDeviceGetPowerUsage"};
  Function<Device, unsigned*> power_limit{library, "nvmlDeviceGetEnforcedPowerLimit"};
  Function<Device, unsigned*, unsigned*> power_limits{library,
                                                      "nvmlDeviceGetPowerManagementLimitConstraints"};
  Function<Device, unsigned*> power_limit_default{library, "nvmlDeviceGetPowerManagementDefaultLimit"};

  Function<Device, unsigned*, unsigned*> ecc_mode{library, "nvmlDeviceGetEccMode"};
  Function<Device, unsigned, unsigned, unsigned long long*> ecc_errors{library,
                                                                       "nvmlDeviceGetTotalEccErrors"};
  Function<Device, unsigned, unsigned*, unsigned long long*> retired_pages{library,
                                                                           "nvmlDeviceGetRetiredPages"};
  Function<Device, unsigned*> retirement_pending{library, "nvmlDeviceGetRetiredPagesPendingStatus"};
  Function<Device, unsigned*, unsigned*, unsigned*, unsigned*> remapped_rows{library,
                                                                             "nvmlDeviceGetRemappedRows"};

  Function<Device, unsigned*> pcie_generation{library, "nvmlDeviceGetCurrPcieLinkGeneration"};
  Function<Device, unsigned*> pcie_generation_max{library, "nvmlDeviceGetMaxPcieLinkGeneration"};
  Function<Device, unsigned*> pcie_width{library, "nvmlDeviceGetCurrPcieLinkWidth"};
  Function<Device, unsigned*> pcie_width_max{library, "nvmlDeviceGetMaxPcieLinkWidth"};

  Function<Device, unsigned*, unsigned*> mig_mode{library, "nvmlDeviceGetMigMode"};
  Function<Device, unsigned*> persistence{library, "nvmlDeviceGetPersistenceMode"};
  Function<Device, unsigned*> compute_mode{library, "nvmlDeviceGetComputeMode"};
  Function<Device, unsigned*, ProcessInfo*> compute_processes{library,
                                                              "nvmlDeviceGetComputeRunningProcesses_v3"};

  Function<Device, unsigned, unsigned*> link_state{library, "nvmlDeviceGetNvLinkState"};
  Function<Device, unsigned, unsigned*> link_version{library, "nvmlDeviceGetNvLinkVersion"};
  Function<Device, unsigned, unsigned*> link_remote_type{library, "nvmlDeviceGetNvLinkRemoteDeviceType"};
  Function<Device, unsigned, PciInfo*> link_remote{library, "nvmlDeviceGetNvLinkRemotePciInfo_v2"};
  Function<Device, Device, unsigned*> common_ancestor{library, "nvmlDeviceGetTopologyCommonAncestor"};
};

}  // namespace gpubench::nvml
