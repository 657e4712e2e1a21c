/// Backends: the host's memory and threads for each scope, and this rank's devices, made when first needed.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "bench/host/backend.hpp"
#include "harness/devices.hpp"
#include "harness/patient_backend.hpp"

namespace gpubench {

/// On the host, threads and pages differ between scopes, so each has its own backend, which keeps the memory
/// of its last cases.
class Backends {
 public:
  /// time_out: of the wait for a device. References must outlive this.
  Backends(const Machine& machine, Devices& devices, Seconds time_out)
      : machine_(machine), devices_(devices), time_out_(time_out) {}

  /// Before a host case of this scope, on every rank, also those that do not take part: where idle memory of
  /// the other scope and what the case needs may exceed what planning took for granted, the idle memory goes.
  /// It stays otherwise: faulting it in again takes longer than many a case.
  void make_room(Scope scope, Bytes needed);
  /// Throws std::runtime_error where the threads are not to be had.
  HostBackend& at(Scope scope);
  /// This rank's device of that kind. Throws std::runtime_error where it can't be opened, at every call.
  PatientBackend& device(const std::string& backend);
  /// Its readings; null where it has none.
  Telemetry* telemetry(const std::string& backend);

 private:
  Machine machine_;
  Devices& devices_;
  Seconds time_out_;
  std::map<std::string, std::unique_ptr<PatientBackend>> opened_;
  std::map<std::string, std::unique_ptr<Telemetry>> telemetry_;
  std::map<Scope, std::unique_ptr<HostBackend>> backends_;
};

}  // namespace gpubench
