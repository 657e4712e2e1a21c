#include <iostream>

#include "harness/verbs.hpp"

namespace gpubench {

results::ExitCode perform(const TellCommand& command, Launcher&) {
  std::cout << command.text;
  return results::ExitCode::good;
}

}  // namespace gpubench
