/// FingerprintArguments: the options of `fingerprint` and of `fingerprint diff`. What they are bound to must
/// outlive the parser and stay where it is.
#pragma once
#include "harness/cli.hpp"

namespace CLI {
class App;
}

namespace gpubench {

void add_options(CLI::App& verb, FingerprintCommand& command);

/// Whether a fingerprint is taken, of all ranks of a job; two files are compared by one.
bool needs_facts(const FingerprintCommand& command);

}  // namespace gpubench
