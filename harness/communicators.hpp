/// Communicators: the data planes of world cases, made when first needed.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "bench/api/communicator.hpp"
#include "harness/catalogue.hpp"
#include "harness/patient_backend.hpp"

namespace gpubench {

class Communicators {
 public:
  /// limit: of the wait of any one call of theirs for another rank, where the transport can keep it.
  Communicators(Catalogue& catalogue, Seconds limit) : catalogue_(catalogue), limit_(limit) {}

  /// Of that transport over the group's devices, one for each group; null, with the reason, on all ranks of
  /// the group where one can't have it. Collective over the group at the first call for it.
  Communicator* at(const std::string& transport, const std::string& backend_name, PatientBackend& backend,
                   const std::vector<int>& ranks, World& group, std::string& reason);
  /// Gives up what is under way on that backend's data planes, and forgets them: after a failure their ranks
  /// no longer agree on what comes next. Empty, or why one could not be given up.
  std::string abort(const std::string& backend_name);

 private:
  struct Slot {
    std::unique_ptr<Communicator> communicator;
    std::string reason;
  };
  using Key = std::tuple<std::string, std::string, std::vector<int>>;  // backend, transport, ranks

  Slot make(const std::string& transport, PatientBackend& backend, World& group);

  Catalogue& catalogue_;
  Seconds limit_;
  std::map<Key, Slot> slots_;
};

}  // namespace gpubench
