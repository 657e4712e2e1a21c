/// CasePath: a case in one word, as tools want it that know no axes.
#pragma once
#include <string>

#include "results/summary.hpp"

namespace gpubench::results {

/// "memory/triad/f64/4MiB/host", "collectives/barrier/host/ranks:8": the name, what the axes say (bare
/// numbers with the axis in front, "ilp:12"), the backend, and in world scope or where they are several how
/// many participants. Made fit for a terminal, blanks are "_".
std::string case_path(const Row& row);

}  // namespace gpubench::results
