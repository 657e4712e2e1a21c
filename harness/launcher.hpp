/// Launcher: what the environment says of the parallel job this process belongs to, before any library is
/// opened.
#pragma once
#include <chrono>
#include <functional>
#include <string>

namespace gpubench {

/// The value of an environment variable, or null.
using EnvironmentReader = std::function<const char*(const char*)>;

struct Launcher {
  std::string name;  ///< "mpirun", "srun"; empty where there is none.
  int rank = 0;
  int size = 1;
  /// The first rank started with this command line: the one that tells of errors in it.
  bool speaks = true;
  /// Whether the job has several command lines (`mpirun -n 2 A : -n 3 B`).
  bool mixed = false;
  /// When this process did: reading the launcher is the first thing it does.
  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
};

/// Open MPI, then PMI (MPICH, Intel MPI, Slurm with pmi2), then PMIx and Slurm's own step. A batch script's
/// SLURM_NTASKS is not a launch: only a step's size counts. Source: mpirun(1), section Environment; srun(1),
/// output environment variables.
Launcher read_launcher(const EnvironmentReader& environment);

}  // namespace gpubench
