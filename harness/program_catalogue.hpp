/// The program's catalogue: its own benchmarks and those of the modules beside it.
#pragma once
#include "harness/catalogue.hpp"
#include "harness/options.hpp"

namespace gpubench {

/// The host's, one launch/cold_start for the host and for each module that has devices, then the modules'.
/// Opens no module. timeout: of a process that a cold start starts.
Catalogue program_catalogue(Seconds timeout = RunOptions{}.timeout);

}  // namespace gpubench
