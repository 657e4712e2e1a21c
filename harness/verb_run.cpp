#include <fmt/format.h>

#include <exception>

#include "bench/host/list.hpp"
#include "harness/catalogue.hpp"
#include "harness/interrupt.hpp"
#include "harness/run.hpp"
#include "harness/selection.hpp"
#include "harness/verbs.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using results::Error;
using results::ExitCode;

/// Null where one process was started. Throws results::Error: N processes that do not see each other would
/// measure N times the same, all at once, and write N files.
std::unique_ptr<World> open_world(Catalogue& catalogue, const Launcher& launcher) {
  if (launcher.size == 1) return nullptr;
  const std::string started = fmt::format("{} started {} processes", launcher.name, launcher.size);
  Module* mpi = catalogue.find_module("mpi");
  if (mpi == nullptr) {
    throw Error(ExitCode::unavailable,
                fmt::format("{}, but there is no module mpi in {}: build it, or start one process", started,
                            module_folder().string()));
  }
  auto world = mpi->open_world();
  if (world == nullptr) {
    throw Error(ExitCode::unavailable,
                fmt::format("{}, but module mpi can't be used: {}", started, mpi->reason()));
  }
  if (world->size() != launcher.size) {
    throw Error(
        ExitCode::unavailable,
        fmt::format("{}, but MPI sees {}: start them with the mpirun of the MPI that gpubench was built with",
                    started, world->size()));
  }
  return world;
}

}  // namespace

ExitCode perform(const RunCommand& command, Launcher& launcher) {
  Catalogue catalogue(host_benchmarks(), find_modules(module_folder()));
  // Before a library is opened: a mistyped name should cost nothing and be told once.
  canonical_settings(select_entries(catalogue, command.options), command.options.settings);
  block_interrupts();
  const std::unique_ptr<World> world = open_world(catalogue, launcher);
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
