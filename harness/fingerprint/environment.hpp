/// Environment: the variables that change what is measured, from a list of known families.
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/fingerprint/privacy.hpp"

namespace gpubench {

/// Whether a variable is of a known family (OMP_, OPENBLAS_, MKL_, NCCL_ ...) and the same on every rank by
/// intent: what a launcher sets for one rank, or to find its daemon, is not.
bool is_recorded_variable(std::string_view name);

/// "NAME=value" entries, as in environ(7), as facts of scope run, key "variable.NAME". A value privacy
/// objects to is replaced by "(left out: reason)", so that the record still says that the variable was set;
/// of LD_LIBRARY_PATH and LD_PRELOAD each folder, and a library's own name stays.
std::vector<results::Fact> parse_environment(const std::vector<std::string>& entries, const Privacy& privacy);

/// Of this process.
std::vector<results::Fact> collect_environment(const Privacy& privacy);

}  // namespace gpubench
