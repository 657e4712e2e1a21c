/// Page: a report as one HTML file that needs nothing else, and asks no network for anything.
#pragma once
#include <string>

#include "results/report/bundle.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

/// The page in its order: what it is of, the verdict, environments, the table of cases, figures, each case.
/// Without a bundle figures are tables.
std::string make_page(const Report& report, const Bundle& bundle);

}  // namespace gpubench::results
