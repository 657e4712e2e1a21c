/// CaseTable: all cases in one table, that the page's script searches, filters and sorts.
#pragma once
#include "results/report/html.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

/// Cells that sort as numbers carry them; each name is a link to its case.
void write_case_table(Html& html, const Report& report);

/// The anchor of a case: "case-0123456789abcdef".
std::string anchor_of(const std::string& id);

}  // namespace gpubench::results
