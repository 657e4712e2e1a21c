/// Job world: the world of the processes that a launcher started together.
#pragma once
#include <memory>

#include "harness/catalogue.hpp"
#include "harness/launcher.hpp"

namespace gpubench {

/// Null where one process was started. Throws results::Error: N processes that do not see each other would
/// measure N times the same, all at once, and write N files.
std::unique_ptr<World> open_job_world(Catalogue& catalogue, const Launcher& launcher);

}  // namespace gpubench
