/// Run: a plan measured over the ranks of a world, journalled case by case, and turned into a file.
#pragma once
#include <chrono>

#include "harness/catalogue.hpp"
#include "harness/options.hpp"
#include "results/error.hpp"

namespace gpubench {

/// Measures what the options ask for on this rank of the world and writes the file on rank 0. World is null
/// where there is one process; begin: when this process did. An error that rank 0 meets (a full disk), and a
/// signal to any rank, end the run on all. Throws results::Error on every rank for what ends the run before
/// it starts or keeps its results from being written. Returns good, regressed (a WRONG or failed case), or
/// interrupted_*.
results::ExitCode run(Catalogue& catalogue, const RunOptions& options, World* world,
                      std::chrono::steady_clock::time_point begin);

}  // namespace gpubench
