#include "harness/launcher.hpp"

#include <charconv>
#include <cstring>
#include <iterator>
#include <optional>
#include <sstream>

namespace gpubench {
namespace {

std::optional<int> read_integer(const EnvironmentReader& environment, const char* name) {
  const char* text = environment(name);
  if (text == nullptr) return std::nullopt;
  int value = 0;
  const char* end = text + std::strlen(text);
  const auto [stop, error] = std::from_chars(text, end, value);
  if (error != std::errc() || stop != end || value < 0) return std::nullopt;
  return value;
}

/// `mpirun -n 2 A : -n 3 B` says "2 3" (OMPI_FIRST_RANKS is "0 0" in Open MPI 4.1.4, so it is added up here).
bool first_of_context(const char* processes, int rank) {
  if (processes == nullptr) return rank == 0;
  std::istringstream counts(processes);
  int first = 0;
  for (int count = 0; counts >> count; first += count) {
    if (rank == first) return true;
  }
  return rank == 0;
}

std::ptrdiff_t count_of(const char* processes) {
  if (processes == nullptr) return 0;
  std::istringstream counts(processes);
  return std::distance(std::istream_iterator<int>(counts), std::istream_iterator<int>());
}

}  // namespace

Launcher read_launcher(const EnvironmentReader& environment) {
  struct Names {
    const char *launcher, *rank, *size;
  };
  constexpr Names known[] = {{"mpirun", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
                             {"mpirun", "PMI_RANK", "PMI_SIZE"},
                             {"srun", "PMIX_RANK", "SLURM_STEP_NUM_TASKS"},
                             {"srun", "SLURM_PROCID", "SLURM_STEP_NUM_TASKS"}};
  for (const Names& names : known) {
    const auto rank = read_integer(environment, names.rank);
    const auto size = read_integer(environment, names.size);
    if (!rank || !size || *size < 1 || *rank >= *size) continue;
    const char* contexts = environment("OMPI_APP_CTX_NUM_PROCS");
    return {names.launcher, *rank, *size, first_of_context(contexts, *rank), count_of(contexts) > 1};
  }
  return {};
}

}  // namespace gpubench
