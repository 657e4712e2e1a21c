/// ShowHeader: what a launch says of itself, above its table.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "results/show.hpp"
#include "results/summary.hpp"

namespace gpubench::results {

/// The backend of all rows that were not skipped; empty where there are several, and a column says which.
std::string only_backend(const std::vector<Row>& rows);

/// Machine, launch, command, file, and what speaks against them; in lines that fit, an empty one at the end.
void show_header(const ResultFile& file, const Launch& launch, const std::string& backend,
                 const ShowOptions& options, std::ostream& out);

}  // namespace gpubench::results
