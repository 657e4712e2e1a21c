#include "harness/fingerprint/own_facts.hpp"

#include <algorithm>
#include <span>

#include "harness/fingerprint/gather.hpp"
#include "harness/fingerprint/order.hpp"
#include "harness/fingerprint/placement.hpp"

namespace gpubench {

OwnFacts::OwnFacts(const Catalogue& catalogue, const std::vector<Place>& places, int rank,
                   const std::vector<results::Fact>& more, Identify identify)
    : identify_(identify), hashes_(FileHashes::of_this_user(places.at(static_cast<std::size_t>(rank)).host)) {
  std::vector<LibraryFact> loaded;
  for (const Module& module : catalogue.modules()) {
    const auto facts = module.library_facts();
    loaded.insert(loaded.end(), facts.begin(), facts.end());
  }
  const SystemFiles files;
  facts_ = collect_facts(loaded, places[static_cast<std::size_t>(rank)], files, hashes_, identify);
  append(facts_, collect_placement(files, places, rank));
  append(facts_, more);
  std::ranges::sort(facts_, fact_before);
}

std::vector<results::Fact> OwnFacts::gather(World& world) const {
  return gather_facts(world, facts_);
}

std::vector<results::Fact> OwnFacts::gather_again(World& world) {
  double any = add_new_libraries(facts_, hashes_, identify_) ? 1 : 0;
  world.all_reduce_max(std::span(&any, 1));
  return any > 0 ? gather(world) : std::vector<results::Fact>();
}

}  // namespace gpubench
