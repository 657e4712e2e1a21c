/// CaseSections: each case by itself: its samples launch by launch, and what was measured how.
#pragma once
#include "results/report/html.hpp"
#include "results/report/page_room.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

/// Of as many cases as there is room for.
void write_cases(Html& html, const Report& report, bool drawn, const PageRoom& room);

}  // namespace gpubench::results
