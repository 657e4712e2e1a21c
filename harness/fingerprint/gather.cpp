#include "harness/fingerprint/gather.hpp"

#include <algorithm>

#include "harness/fingerprint/fingerprint.hpp"
#include "harness/fingerprint/order.hpp"

namespace gpubench {

std::vector<results::Fact> gather_facts(World& world, const Catalogue& catalogue, const Place& place,
                                        const std::vector<results::Fact>& devices) {
  std::vector<LibraryFact> loaded;
  for (const Module& module : catalogue.modules()) {
    const auto facts = module.library_facts();
    loaded.insert(loaded.end(), facts.begin(), facts.end());
  }
  std::vector<results::Fact> own = collect_facts(loaded, place, SystemFiles());
  own.insert(own.end(), devices.begin(), devices.end());
  std::sort(own.begin(), own.end(), fact_before);
  std::vector<std::vector<results::Fact>> by_rank;
  for (const std::string& text : world.gather(facts_to_text(own))) by_rank.push_back(facts_from_text(text));
  return by_rank.empty() ? std::vector<results::Fact>() : merge_facts(by_rank);
}

}  // namespace gpubench
