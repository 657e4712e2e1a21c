/// ReadingArguments: the options of the verbs that read result files or write them in another form. What they
/// are bound to must outlive the parser and stay where it is.
#pragma once
#include "harness/cli.hpp"

namespace CLI {
class App;
}

namespace gpubench {

void add_options(CLI::App& verb, ShowCommand& command);
void add_options(CLI::App& verb, RecoverCommand& command);
void add_options(CLI::App& verb, VerifyCommand& command);
void add_options(CLI::App& verb, MergeCommand& command);
void add_options(CLI::App& verb, ImportCommand& command);
void add_options(CLI::App& verb, ExportCommand& command);
void add_options(CLI::App& verb, TrendCommand& command);
void add_options(CLI::App& verb, CompletionCommand& command);
void add_options(CLI::App& verb, ManualCommand& command);

}  // namespace gpubench
