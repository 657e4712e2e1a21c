/// Run: a plan measured over the ranks of a world, journalled case by case, and turned into a file.
#pragma once
#include <filesystem>

#include "harness/catalogue.hpp"
#include "harness/options.hpp"
#include "results/error.hpp"

namespace gpubench {

/// Measures what the options ask for on this rank of the world and writes the file on rank 0. World is null where
/// there is one process. Throws results::Error on every rank for what ends the run before it starts.
/// Returns good, regressed (a WRONG or failed case), or interrupted_*.
results::ExitCode run(Catalogue& catalogue, const RunOptions& options, World* world);

}  // namespace gpubench
