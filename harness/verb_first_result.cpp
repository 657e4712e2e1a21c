#include <iostream>

#include "harness/first_result.hpp"
#include "harness/verbs.hpp"

namespace gpubench {

results::ExitCode perform(const FirstResultCommand& command, Launcher& launcher) {
  std::cout << to_text(reach_first_result(command.backend, command.index, command.benchmark,
                                          launcher.begin.time_since_epoch()))
            << '\n';
  return results::ExitCode::good;
}

}  // namespace gpubench
