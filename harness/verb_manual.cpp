// The verb that prints the manual.
#include <iostream>

#include "bench/api/registrar.hpp"
#include "harness/manual.hpp"
#include "harness/verbs.hpp"

namespace gpubench {

results::ExitCode perform(const ManualCommand& command, Launcher&) {
  if (!command.pages.empty()) {
    write_manual_pages(command.grammar, kVersion, command.pages);
  } else if (command.markdown) {
    std::cout << manual_markdown(command.grammar);
  } else if (command.verb.empty()) {
    std::cout << manual_page(command.grammar, kVersion);
  } else {
    std::cout << manual_page_of(command.grammar, command.verb, kVersion);
  }
  return results::ExitCode::good;
}

}  // namespace gpubench
