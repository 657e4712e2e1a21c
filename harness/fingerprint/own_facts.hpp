/// OwnFacts: what one rank says of its surroundings, as far as it has come.
#pragma once
#include <vector>

#include "bench/api/communicator.hpp"
#include "harness/catalogue.hpp"
#include "harness/fingerprint/file_hashes.hpp"
#include "harness/fingerprint/fingerprint.hpp"
#include "harness/place.hpp"
#include "results/model.hpp"

namespace gpubench {

class OwnFacts {
 public:
  /// places: of all ranks; more: facts that come from elsewhere, of devices. The facts of the modules that
  /// are open belong to it.
  OwnFacts(const Catalogue& catalogue, const std::vector<Place>& places, int rank,
           const std::vector<results::Fact>& more, Identify identify);

  /// Of the job, merged; on rank 0, empty elsewhere. Collective.
  std::vector<results::Fact> gather(World& world) const;
  /// Likewise, with the libraries that any rank has opened since; empty everywhere where none has.
  /// Collective.
  std::vector<results::Fact> gather_again(World& world);

 private:
  Identify identify_;
  FileHashes hashes_;
  std::vector<results::Fact> facts_;
};

}  // namespace gpubench
