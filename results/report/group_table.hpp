/// GroupTable: the overview: a row a group of cases.
#pragma once
#include "results/report/html.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

/// How many cases of each group were verified, how near they come to their ceilings, and of two sides what
/// compare() says of the group.
void write_groups(Html& html, const Report& report);

}  // namespace gpubench::results
