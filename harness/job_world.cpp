#include "harness/job_world.hpp"

#include <fmt/format.h>

#include "harness/modules.hpp"
#include "results/error.hpp"

namespace gpubench {

using results::Error;
using results::ExitCode;

std::unique_ptr<World> open_job_world(Catalogue& catalogue, const Launcher& launcher) {
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

}  // namespace gpubench
