/// Build: what this program was built from (scope image), and the libraries it is running on (scope loaded).
#pragma once
#include "harness/fingerprint/facts.hpp"

namespace gpubench {

/// Compiler and flags (unless they hold a home folder or secret), what CUDA kernels are built for, build id,
/// and the versions of libraries at compile time. The same whoever asks.
std::vector<results::Fact> collect_build();
/// The versions those libraries give themselves now.
std::vector<results::Fact> collect_loaded_versions();

}  // namespace gpubench
