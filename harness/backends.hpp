/// Backends: the host's memory and threads for each scope, made when first needed.
#pragma once
#include <map>
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/host/backend.hpp"

namespace gpubench {

/// Threads and pages differ between scopes, so each has its own backend, which keeps the memory of its last
/// cases.
class Backends {
 public:
  explicit Backends(const Machine& machine) : machine_(machine) {}

  /// Before a case of this scope, on every rank, also those that do not take part: where idle memory of the
  /// other scope and what the case needs may exceed what planning took for granted, the idle memory goes. It
  /// stays otherwise: faulting it in again takes longer than many a case.
  void make_room(Scope scope, Bytes needed);
  /// Throws std::runtime_error where the threads are not to be had.
  HostBackend& at(Scope scope);

 private:
  Machine machine_;
  std::map<Scope, std::unique_ptr<HostBackend>> backends_;
};

}  // namespace gpubench
