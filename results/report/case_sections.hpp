/// CaseSections: each case by itself: its samples launch by launch, and what was measured how.
#pragma once
#include "results/report/html.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

void write_cases(Html& html, const Report& report, bool drawn);

}  // namespace gpubench::results
