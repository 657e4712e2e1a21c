/// Page: a report as one HTML file that needs nothing else, and asks no network for anything.
#pragma once
#include <string>

#include "results/report/bundle.hpp"
#include "results/report/page_room.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

/// The page in its order: what it is of, the verdict, environments, the table of cases, figures, each case.
/// Without a bundle figures are tables. One of bytes_max or more is made again with less room, down to what
/// still can be read, and says so.
std::string make_page(const Report& report, const Bundle& bundle, std::size_t bytes_max = kPageBytesMax);

}  // namespace gpubench::results
