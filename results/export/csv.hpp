/// Csv: rows for spreadsheets and data frames, by RFC 4180.
#pragma once
#include <string>
#include <string_view>

namespace gpubench::results {

/// Text of a file as a cell: fit for a terminal (see sanitize()); quoted where it holds what may part cells;
/// and with ' in front of what a spreadsheet would obey as a formula, = + - @ and their full-width forms,
/// where the text begins or a spreadsheet set to other signs would part it.
std::string csv_cell(std::string_view text);

}  // namespace gpubench::results
