/// EnvironmentSection: in what the sides or sites differ, what matters most first; of one launch its facts.
#pragma once
#include "results/report/html.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

void write_environment(Html& html, const Report& report);

}  // namespace gpubench::results
