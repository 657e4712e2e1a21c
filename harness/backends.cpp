#include "harness/backends.hpp"

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

}  // namespace gpubench
