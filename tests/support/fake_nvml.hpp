/// FakeNvml: what the miniature libnvidia-ml.so of the tests answers, set through its function fake_nvml().
#pragma once
#include <string>

namespace gpubench {

/// One device at 0000:1b:00.0, or another at 0000:1c:00.0 too; the answers are those of an H200 unless said
/// otherwise.
struct FakeNvml {
  int init_code = 0;
  unsigned devices = 1;
  int count_code = 0;       ///< Of the question how many there are.
  int handle_code = 0;      ///< Of the question for one by its number.
  int device_code = 0;      ///< What every question about the device is answered with, where it is not 0.
  std::string unsupported;  ///< Functions, by name, that answer NVML_ERROR_NOT_SUPPORTED.
  unsigned long long throttle_bits = 0;
  unsigned clock_application = 1980;  ///< MHz; the default one is 1980.
  unsigned mig_now = 0, mig_pending = 0;
  unsigned processes = 0;      ///< Others than the one that asks, which is always among them.
  unsigned processes_new = 0;  ///< Appear between two questions.
  unsigned long long memory_used = 600ULL << 20;  ///< The driver's own; of 141 GiB.
  unsigned long long errors_uncorrected = 1007;   ///< Since the driver was loaded.
  unsigned repair_pending = 1, repair_failed = 0;
  unsigned pcie_width = 8;  ///< Of 16.
  unsigned links = 18;
  unsigned link_down = 99;
  bool links_to_gpu = false;  ///< At 0000:2c:00.0; else to switches.
  unsigned common_ancestor = 20;
  unsigned performance_state = 0;
  int memory_temperature_code = 0;  ///< Of that one field, where the question itself is answered.
  int initialised = 0;              ///< nvmlInit_v2 less nvmlShutdown.
};

}  // namespace gpubench

using FakeNvmlFunction = gpubench::FakeNvml* (*)();
