#include "harness/communicators.hpp"

#include <fmt/format.h>

#include "bench/collectives/staged_communicator.hpp"

namespace gpubench {

Communicator* Communicators::at(const std::string& transport, const std::string& backend_name,
                                PatientBackend& backend, const std::vector<int>& ranks, World& group,
                                std::string& reason) {
  const Key key{backend_name, transport, ranks};
  auto found = slots_.find(key);
  if (found == slots_.end()) found = slots_.emplace(key, make(transport, backend, group)).first;
  reason = found->second.reason;
  return found->second.communicator.get();
}

Communicators::Slot Communicators::make(const std::string& transport, PatientBackend& backend, World& group) {
  Slot slot;
  if (transport == "mpi") {
    if (group.communicator() != nullptr)
      slot.communicator = std::make_unique<StagedCommunicator>(*group.communicator(), backend);
    else
      slot.reason = "one process without MPI";
    return slot;
  }
  if (Module* module = catalogue_.find_module(transport)) {
    slot.communicator = module->make_communicator(group, backend.inner(), limit_, slot.reason);
  } else {
    slot.reason = "there is no such module";
  }
  double had = slot.communicator ? 1 : 0;
  group.all_reduce_min(std::span(&had, 1));
  if (had > 0) return slot;
  slot.communicator.reset();
  slot.reason = fmt::format("transport {}: {}", transport,
                            slot.reason.empty() ? "another rank can't have it" : slot.reason);
  return slot;
}

std::string Communicators::abort(const std::string& backend_name) {
  std::string refusal;
  for (auto slot = slots_.begin(); slot != slots_.end();) {
    const bool concerned = std::get<0>(slot->first) == backend_name;
    if (concerned && slot->second.communicator)
      if (const char* why = slot->second.communicator->abort()) refusal = why;
    slot = concerned ? slots_.erase(slot) : std::next(slot);
  }
  return refusal;
}

}  // namespace gpubench
