#include <iostream>

#include "harness/catalogue.hpp"
#include "harness/fingerprint/fingerprint.hpp"
#include "harness/verbs.hpp"

namespace gpubench {

results::ExitCode perform(const FingerprintCommand& command, Launcher&) {
  std::vector<LibraryFact> facts;
  for (Module& module : find_modules(module_folder())) {
    if (!module.open()) continue;  // what can't be loaded has no facts; `list` says why
    for (LibraryFact& fact : module.library_facts()) facts.push_back(std::move(fact));
  }
  const auto merged = merge_facts({collect_facts(facts)});
  if (command.json) {
    std::cout << fingerprint_json(merged) << '\n';
  } else {
    std::cout << fingerprint_text(merged);
  }
  return results::ExitCode::good;
}

}  // namespace gpubench
