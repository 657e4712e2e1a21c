// A miniature libnvidia-ml.so with one device and scripted answers. Its types are written out from NVML's
// documentation and not taken from bench/nvml, so that a layout declared wrongly there shows. With
// FAKE_NVML_OLD it has few functions, by their older names, as a driver of years ago.
#include "tests/support/fake_nvml.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstring>

namespace {

enum Return {
  success = 0,
  invalid_argument = 2,
  not_supported = 3,
  not_found = 6,
  insufficient_size = 7,
  lost = 15
};

gpubench::FakeNvml script;
int storage[2];
void* const kDevice = &storage[0];
void* const kSecond = &storage[1];

int answer(void* device, const char* function) {
  if (device != kDevice && (device != kSecond || script.devices < 2)) return invalid_argument;
  if (script.device_code != 0) return script.device_code;
  return script.unsupported.find(function) != std::string::npos ? not_supported : success;
}

template <class Value>
int tell(void* device, const char* function, Value* place, Value value) {
  const int code = answer(device, function);
  if (code == success) *place = value;
  return code;
}

[[maybe_unused]] int tell_text(const char* text, char* place, unsigned length) {
  if (std::strlen(text) >= length) return insufficient_size;
  std::strcpy(place, text);
  return success;
}

struct Pci {
  char legacy[16];
  unsigned domain, bus, device, device_id, subsystem_id;
  char address[32];
};

}  // namespace

#define FAKE extern "C" __attribute__((visibility("default")))
#define TELL(function, device, place, value) return tell(device, #function, place, decltype(+*(place))(value))

FAKE gpubench::FakeNvml* fake_nvml() {
  return &script;
}

FAKE int nvmlInit_v2() {
  if (script.init_code == success) ++script.initialised;
  return script.init_code;
}
FAKE int nvmlShutdown() {
  --script.initialised;
  return success;
}
FAKE const char* nvmlErrorString(int code) {
  switch (code) {
    case 0:
      return "The operation was successful";
    case 6:
      return "A query to find an object was unsuccessful";
    case 9:
      return "Driver Not Loaded";
    case 15:
      return "GPU is lost";
    default:
      return "Unknown Error";
  }
}
FAKE int nvmlDeviceGetCount_v2(unsigned* count) {
  if (script.count_code != success) return script.count_code;
  *count = script.devices;
  return success;
}
FAKE int nvmlDeviceGetHandleByPciBusId_v2(const char* bus, void** device) {
  if (std::strcmp(bus, "0000:1b:00.0") != 0) return not_found;
  *device = kDevice;
  return success;
}
FAKE int nvmlDeviceGetClockInfo(void* device, int type, unsigned* mhz) {
  TELL(nvmlDeviceGetClockInfo, device, mhz, type == 1 ? 1755 : type == 2 ? 3201 : 0);
}

#ifdef FAKE_NVML_OLD
FAKE int nvmlDeviceGetCurrentClocksThrottleReasons(void* device, unsigned long long* bits) {
  TELL(nvmlDeviceGetCurrentClocksThrottleReasons, device, bits, script.throttle_bits);
}
#else
FAKE int nvmlDeviceGetCurrentClocksEventReasons(void* device, unsigned long long* bits) {
  TELL(nvmlDeviceGetCurrentClocksEventReasons, device, bits, script.throttle_bits);
}
FAKE int nvmlSystemGetDriverVersion(char* text, unsigned length) {
  return tell_text("580.95.05", text, length);
}
FAKE int nvmlSystemGetNVMLVersion(char* text, unsigned length) {
  return tell_text("13.580.95.05", text, length);
}
FAKE int nvmlDeviceGetHandleByIndex_v2(unsigned index, void** device) {
  if (index >= script.devices) return invalid_argument;
  if (script.handle_code != success) return script.handle_code;
  *device = index == 0 ? kDevice : kSecond;
  return success;
}
FAKE int nvmlDeviceGetName(void* device, char* text, unsigned length) {
  const int code = answer(device, "nvmlDeviceGetName");
  return code != success ? code : tell_text("NVIDIA H200", text, length);
}
FAKE int nvmlDeviceGetVbiosVersion(void* device, char* text, unsigned length) {
  const int code = answer(device, "nvmlDeviceGetVbiosVersion");
  return code != success ? code : tell_text("96.00.BC.00.01", text, length);
}
FAKE int nvmlDeviceGetPciInfo_v3(void* device, Pci* pci) {
  Pci told{"0000:1B:00.0", 0, 0x1b, 0, 0x233510de, 0x18be10de, "00000000:1B:00.0"};
  if (device == kSecond) told.bus = 0x1c, told.legacy[6] = told.address[10] = 'C';
  return tell(device, "nvmlDeviceGetPciInfo_v3", pci, told);
}
FAKE int nvmlDeviceGetClock(void* device, int type, int which, unsigned* mhz) {
  const unsigned sm[] = {1755, script.clock_application, 1980, 1980};
  if (which < 0 || which > 3) return invalid_argument;
  TELL(nvmlDeviceGetClock, device, mhz, type == 1 ? sm[which] : 3201);
}
FAKE int nvmlDeviceGetMaxClockInfo(void* device, int type, unsigned* mhz) {
  TELL(nvmlDeviceGetMaxClockInfo, device, mhz, type == 1 ? 1981 : 3202);
}
FAKE int nvmlDeviceGetMemoryInfo(void* device, unsigned long long* total_free_used) {
  const int code = answer(device, "nvmlDeviceGetMemoryInfo");
  if (code != success) return code;
  const unsigned long long total = 141ULL << 30;
  total_free_used[0] = total;
  total_free_used[1] = total - script.memory_used;
  total_free_used[2] = script.memory_used;
  return success;
}
FAKE int nvmlDeviceGetMemoryBusWidth(void* device, unsigned* bits) {
  TELL(nvmlDeviceGetMemoryBusWidth, device, bits, 6144);
}
FAKE int nvmlDeviceGetCudaComputeCapability(void* device, int* major, int* minor) {
  const int code = answer(device, "nvmlDeviceGetCudaComputeCapability");
  if (code != success) return code;
  *major = 9;
  *minor = 0;
  return success;
}
FAKE int nvmlDeviceGetGspFirmwareVersion(void* device, char* text) {
  const int code = answer(device, "nvmlDeviceGetGspFirmwareVersion");
  return code != success ? code : tell_text("580.95.05", text, 64);
}
FAKE int nvmlDeviceGetPowerManagementLimitConstraints(void* device, unsigned* least, unsigned* most) {
  const int code = answer(device, "nvmlDeviceGetPowerManagementLimitConstraints");
  if (code != success) return code;
  *least = 200000;
  *most = 700000;
  return success;
}
FAKE int nvmlDeviceGetPerformanceState(void* device, unsigned* state) {
  TELL(nvmlDeviceGetPerformanceState, device, state, script.performance_state);
}
FAKE int nvmlDeviceGetTemperature(void* device, int sensor, unsigned* celsius) {
  if (sensor != 0) return invalid_argument;
  TELL(nvmlDeviceGetTemperature, device, celsius, 41);
}
FAKE int nvmlDeviceGetFieldValues(void* device, int count, unsigned char* values) {
  const int code = answer(device, "nvmlDeviceGetFieldValues");
  if (code != success) return code;
  for (int i = 0; i < count; ++i) {
    unsigned char* value = values + 40 * i;  // id, scope, two times, type, return code, value
    unsigned field = 0;
    std::memcpy(&field, value, 4);
    const int told = field == 82 ? script.memory_temperature_code : not_supported;
    const unsigned celsius = 47;
    std::memcpy(value + 28, &told, 4);
    std::memcpy(value + 32, &celsius, 4);
  }
  return success;
}
FAKE int nvmlDeviceGetPowerUsage(void* device, unsigned* mw) {
  TELL(nvmlDeviceGetPowerUsage, device, mw, 412345);
}
FAKE int nvmlDeviceGetEnforcedPowerLimit(void* device, unsigned* mw) {
  TELL(nvmlDeviceGetEnforcedPowerLimit, device, mw, 650000);
}
FAKE int nvmlDeviceGetPowerManagementDefaultLimit(void* device, unsigned* mw) {
  TELL(nvmlDeviceGetPowerManagementDefaultLimit, device, mw, 700000);
}
FAKE int nvmlDeviceGetEccMode(void* device, unsigned* now, unsigned* pending) {
  *pending = 1;
  TELL(nvmlDeviceGetEccMode, device, now, 1);
}
FAKE int nvmlDeviceGetTotalEccErrors(void* device, int kind, int since, unsigned long long* count) {
  TELL(nvmlDeviceGetTotalEccErrors, device, count,
       kind == 1 && since == 0 ? script.errors_uncorrected : 1000 * kind + 100 * since + 7);
}
FAKE int nvmlDeviceGetRetiredPages(void* device, int cause, unsigned* count, unsigned long long*) {
  const int code = tell(device, "nvmlDeviceGetRetiredPages", count, cause == 0 ? 3u : 0u);
  return code == success && cause == 0 ? insufficient_size : code;
}
FAKE int nvmlDeviceGetRetiredPagesPendingStatus(void* device, unsigned* pending) {
  TELL(nvmlDeviceGetRetiredPagesPendingStatus, device, pending, 0);
}
FAKE int nvmlDeviceGetRemappedRows(void* device, unsigned* corrected, unsigned* uncorrected,
                                   unsigned* pending, unsigned* failed) {
  const int code = answer(device, "nvmlDeviceGetRemappedRows");
  if (code == success)
    *corrected = 2, *uncorrected = 1, *pending = script.repair_pending, *failed = script.repair_failed;
  return code;
}
FAKE int nvmlDeviceGetCurrPcieLinkGeneration(void* device, unsigned* generation) {
  TELL(nvmlDeviceGetCurrPcieLinkGeneration, device, generation, 4);
}
FAKE int nvmlDeviceGetMaxPcieLinkGeneration(void* device, unsigned* generation) {
  TELL(nvmlDeviceGetMaxPcieLinkGeneration, device, generation, 5);
}
FAKE int nvmlDeviceGetCurrPcieLinkWidth(void* device, unsigned* width) {
  TELL(nvmlDeviceGetCurrPcieLinkWidth, device, width, script.pcie_width);
}
FAKE int nvmlDeviceGetMaxPcieLinkWidth(void* device, unsigned* width) {
  TELL(nvmlDeviceGetMaxPcieLinkWidth, device, width, 16);
}
FAKE int nvmlDeviceGetMigMode(void* device, unsigned* now, unsigned* pending) {
  *pending = script.mig_pending;
  TELL(nvmlDeviceGetMigMode, device, now, script.mig_now);
}
FAKE int nvmlDeviceGetPersistenceMode(void* device, unsigned* on) {
  TELL(nvmlDeviceGetPersistenceMode, device, on, 1);
}
FAKE int nvmlDeviceGetComputeMode(void* device, unsigned* mode) {
  TELL(nvmlDeviceGetComputeMode, device, mode, 3);
}
FAKE int nvmlDeviceGetComputeRunningProcesses_v3(void* device, unsigned* count, unsigned char* processes) {
  const int code = answer(device, "nvmlDeviceGetComputeRunningProcesses_v3");
  if (code != success) return code;
  const unsigned room = *count;
  *count = script.processes + 1;
  if (room < *count) {
    script.processes += script.processes_new;
    return insufficient_size;
  }
  for (unsigned i = 0; i < *count; ++i) {  // pid, 4 bytes of padding, memory, two instances
    const unsigned pid = i == 0 ? static_cast<unsigned>(getpid()) : 1000000000 + i;
    std::memset(processes + 24 * i, 0, 24);
    std::memcpy(processes + 24 * i, &pid, 4);
  }
  return success;
}
FAKE int nvmlDeviceGetNvLinkState(void* device, unsigned link, unsigned* active) {
  if (link >= script.links) return script.links == 0 ? not_supported : invalid_argument;
  TELL(nvmlDeviceGetNvLinkState, device, active, link != script.link_down);
}
FAKE int nvmlDeviceGetNvLinkVersion(void* device, unsigned, unsigned* version) {
  TELL(nvmlDeviceGetNvLinkVersion, device, version, 4);
}
FAKE int nvmlDeviceGetNvLinkRemoteDeviceType(void* device, unsigned, unsigned* type) {
  TELL(nvmlDeviceGetNvLinkRemoteDeviceType, device, type, script.links_to_gpu ? 0 : 2);
}
FAKE int nvmlDeviceGetNvLinkRemotePciInfo_v2(void* device, unsigned, Pci* pci) {
  Pci told{"0000:2C:00.0", 0, 0x2c, 0, 0, 0, "00000000:2C:00.0"};
  return tell(device, "nvmlDeviceGetNvLinkRemotePciInfo_v2", pci, told);
}
FAKE int nvmlDeviceGetTopologyCommonAncestor(void* device, void* other, unsigned* level) {
  if (device == other) return invalid_argument;
  TELL(nvmlDeviceGetTopologyCommonAncestor, device, level, script.common_ancestor);
}
#endif
