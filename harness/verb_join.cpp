// The verbs that make result files of others: merge, import.
#include <fmt/format.h>

#include <iostream>

#include "harness/verbs.hpp"
#include "results/import/import.hpp"
#include "results/merge.hpp"
#include "results/terminal.hpp"

namespace gpubench {

results::ExitCode perform(const MergeCommand& command, Launcher&) {
  results::merge(command.files, command.output, command.force);
  std::cout << results::sanitize(fmt::format("{} holds all launches of {} file{}", command.output.string(),
                                             command.files.size(), command.files.size() == 1 ? "" : "s"))
            << '\n';
  return results::ExitCode::good;
}

results::ExitCode perform(const ImportCommand& command, Launcher&) {
  const std::size_t launches =
      results::import_files(command.files, command.output, {command.site, command.force});
  std::cout << results::sanitize(
                   fmt::format("{} holds {} launch{}; facts that the source does not tell are missing",
                               command.output.string(), launches, launches == 1 ? "" : "es"))
            << '\n';
  return results::ExitCode::good;
}

}  // namespace gpubench
