/// CaseTable: all cases in one table, that the page's script searches, filters and sorts.
#pragma once
#include "results/report/html.hpp"
#include "results/report/page_room.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

/// Cells that sort as numbers carry them; a name is a link where its case has a section.
void write_case_table(Html& html, const Report& report, const PageRoom& room);

/// The anchor of a case: "case-0123456789abcdef".
std::string anchor_of(const std::string& id);

}  // namespace gpubench::results
