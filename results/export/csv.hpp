/// Csv: rows for spreadsheets and data frames, by RFC 4180.
#pragma once
#include <string>
#include <string_view>

namespace gpubench::results {

/// Text of a file as a cell: fit for a terminal (see sanitize()); quoted where it holds what may part cells;
/// and with ' in front where it begins as a formula does (= + - @, also in their full-width forms), which a
/// spreadsheet would obey.
std::string csv_cell(std::string_view text);

}  // namespace gpubench::results
