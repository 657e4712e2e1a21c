#include <fmt/format.h>

#include <exception>

#include "harness/interrupt.hpp"
#include "harness/job_world.hpp"
#include "harness/program_catalogue.hpp"
#include "harness/run.hpp"
#include "harness/selection.hpp"
#include "harness/verbs.hpp"
#include "results/terminal.hpp"

namespace gpubench {

using results::Error;
using results::ExitCode;

ExitCode perform(const RunCommand& command, Launcher& launcher) {
  Catalogue catalogue = program_catalogue(command.options.timeout);
  // Before a library is opened: a mistyped name should cost nothing and be told once.
  canonical_settings(select_entries(catalogue, command.options), command.options.settings);
  block_interrupts();
  const std::unique_ptr<World> world = open_job_world(catalogue, launcher);
  if (world == nullptr) return run(catalogue, command.options, nullptr, launcher.begin);
  launcher.speaks = world->rank() == 0;
  try {
    return run(catalogue, command.options, world.get(), launcher.begin);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {  // of this rank alone: the others would wait for it for ever
    fmt::print(stderr, "gpubench: rank {}: {}\n", world->rank(), results::sanitize(error.what()));
    launcher.speaks = false;
    world->abort(static_cast<int>(ExitCode::software));
    throw;
  }
}

}  // namespace gpubench
