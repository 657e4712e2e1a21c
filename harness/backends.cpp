#include "harness/backends.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "harness/machine.hpp"

namespace gpubench {

void Backends::make_room(Scope scope, Bytes needed) {
  // Each scope's limit is another share of the same memory, so shares of the limits add.
  const auto share = [&](Bytes size, Scope of) {
    const auto limit = static_cast<double>(machine_in(machine_, of).memory_available.count);
    return size.count == 0 ? 0.0 : static_cast<double>(size.count) / limit;
  };
  for (const auto& [other, backend] : backends_)
    if (other != scope && share(backend->idle_memory(), other) + share(needed, scope) > 1)
      backend->release_idle_memory();
}

HostBackend& Backends::at(Scope scope) {
  std::unique_ptr<HostBackend>& backend = backends_[scope];
  // Messages lie where an application's would, so that figures compare with other tools'.
  if (!backend)
    backend = std::make_unique<HostBackend>(machine_in(machine_, scope).threads,
                                            scope == Scope::world ? Pages::ordinary : Pages::huge);
  return *backend;
}

PatientBackend& Backends::device(const std::string& backend) {
  std::unique_ptr<PatientBackend>& opened = opened_[backend];
  if (opened) return *opened;
  Devices::Kind* kind = devices_.find(backend);
  if (kind == nullptr || kind->provider == nullptr)
    throw std::runtime_error(fmt::format("this rank has no {} device", backend));
  const auto index = kind->own_index;
  opened = std::make_unique<PatientBackend>(kind->provider->open(index), time_out_, index);
  return *opened;
}

Telemetry* Backends::telemetry(const std::string& backend) {
  auto found = telemetry_.find(backend);
  if (found == telemetry_.end()) {
    Devices::Kind* kind = devices_.find(backend);
    const bool there = kind != nullptr && kind->provider != nullptr;
    found =
        telemetry_.emplace(backend, there ? kind->provider->make_telemetry(kind->own_index) : nullptr).first;
  }
  return found->second.get();
}

}  // namespace gpubench
