/// Process limits: what the system lets this process take, scope run.
#pragma once
#include "harness/fingerprint/facts.hpp"

namespace gpubench {

/// Stack, locked memory (what network adapters may reach), open files and processes, as getrlimit(2) has them
/// now: numbers, sizes, or "unlimited".
std::vector<results::Fact> collect_process_limits();

}  // namespace gpubench
