/// Build: what this program was built from (scope image), and the libraries it is running on (scope loaded).
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/fingerprint/privacy.hpp"

namespace gpubench {

/// Compiler and flags (unless privacy objects), what CUDA kernels are built for, build id, and the versions of libraries at compile time.
std::vector<results::Fact> collect_build(const Privacy& privacy);
/// The versions those libraries give themselves now.
std::vector<results::Fact> collect_loaded_versions();

}  // namespace gpubench
