/// VerdictSection: what a report comes to, in words, before anything else.
#pragma once
#include "results/report/html.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

/// Of two sides what changed and how sure that is; of sites who stands out; of launches how many cases were
/// verified; of all, what is wrong, failed or slow, and what the readers warn of.
void write_verdict(Html& html, const Report& report);

}  // namespace gpubench::results
