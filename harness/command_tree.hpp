/// CommandTree: CLI11's grammar made a CommandDescription, so that help, manual and completion can't differ.
#pragma once
#include "harness/command_description.hpp"

namespace CLI {
class App;
}

namespace gpubench {

/// All commands that help names, with their options.
CommandDescription describe(const CLI::App& app);

}  // namespace gpubench
