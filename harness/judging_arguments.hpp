/// JudgingArguments: the options of the verbs that compare launches, tell of them, or start them to be
/// compared. What they are bound to must outlive the parser and stay where it is.
#pragma once
#include "harness/cli.hpp"

namespace CLI {
class App;
}

namespace gpubench {

void add_options(CLI::App& verb, CompareCommand& command);
void add_options(CLI::App& verb, ReproCommand& command);
void add_options(CLI::App& verb, ReportCommand& command);
void add_options(CLI::App& verb, GateCommand& command);
void add_options(CLI::App& verb, RepeatCommand& command);
void add_options(CLI::App& verb, DuetCommand& command);
void add_options(CLI::App& verb, CalibrateCommand& command);

}  // namespace gpubench
