/// Devices: what a module knows of the accelerators this process sees, and the backend made on one of them.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/api/backend.hpp"
#include "bench/api/units.hpp"

namespace gpubench {

/// One device. What it does not tell is absent, never 0.
struct DeviceInfo {
  int index = 0;  ///< As this process counts them.
  std::string
      identity;  ///< First 12 hex digits of the SHA-256 of its UUID: equal in all processes and containers.
  std::string model;  ///< "NVIDIA H200"
  std::string bus;    ///< PCI address "0000:1b:00.0": used to find its topology, never written to a file.
  Bytes memory_total;
  Bytes memory_free;
  Bytes cache_l1;  ///< Of one multiprocessor, what it can use as shared memory included.
  Bytes cache_l2;
  int multiprocessors = 0;
  std::string architecture;                              ///< "sm_90"
  std::optional<int> compute_capability = std::nullopt;  ///< Of a CUDA device: 90 of 9.0.
};

/// Readings over time of one device: clocks, power, temperature, throttle reasons. Read from a thread of its
/// own while the device is measured.
class Telemetry {
 public:
  virtual ~Telemetry() = default;
  /// Names with their units last: "clock_sm_mhz", "power_mw", "temperature_c", "throttle_bits".
  virtual const std::vector<std::string>& series() const = 0;
  /// One value a series; absent where the device did not answer. Throws nothing.
  virtual std::vector<std::optional<std::int64_t>> read() noexcept = 0;
};

/// The job's processes on this host, as the kernel's first name space of process ids counts them; nothing
/// where some have a name space of their own, as in most containers: their ids are then not known here.
using JobProcesses = std::optional<std::vector<int>>;

/// What copies between two devices gave.
struct PeerCopy {
  std::optional<Seconds> median = std::nullopt;  ///< Of one copy; absent where the kind has no such copies.
  bool right = false;                            ///< Whether the bytes that arrived are those that were sent.
};

/// The devices of one kind. For one thread, but for what make_telemetry() returns.
class DeviceProvider {
 public:
  virtual ~DeviceProvider() = default;
  /// "cuda": what a Description's backend says.
  virtual const std::string& backend() const = 0;
  /// Never empty: where there is none the module's open_devices() gave a reason instead.
  virtual const std::vector<DeviceInfo>& devices() const = 0;
  /// The backend on devices()[index]. Throws std::runtime_error saying why there can be none.
  virtual std::unique_ptr<Backend> open(int index) = 0;
  /// Null where the device has no readings.
  virtual std::unique_ptr<Telemetry> make_telemetry(int index) = 0;
  /// Copies size bytes from devices()[from] to devices()[to] a few times, without another process.
  virtual PeerCopy copy_between(int /*from*/, int /*to*/, Bytes /*size*/) { return {}; }
  /// Facts of a device for the record's scope "device": driver, clocks policy, ECC, MIG, PCIe, NVLink, and
  /// who else uses it.
  virtual std::vector<std::pair<std::string, std::string>> facts(int index, const JobProcesses& own) = 0;
};

}  // namespace gpubench
