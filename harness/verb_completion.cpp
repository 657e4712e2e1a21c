// The verb that teaches a shell this program's words.
#include <iostream>
#include <set>

#include "harness/completion.hpp"
#include "harness/program_catalogue.hpp"
#include "harness/verbs.hpp"

namespace gpubench {

results::ExitCode perform(const CompletionCommand& command, Launcher&) {
  const Catalogue catalogue = program_catalogue();
  std::set<std::string> names;  // a benchmark is there once for each backend
  for (const CatalogueEntry& entry : catalogue.entries()) names.insert(entry.description.name);
  std::cout << completion_script(command.shell, command.grammar, {names.begin(), names.end()});
  return results::ExitCode::good;
}

}  // namespace gpubench
