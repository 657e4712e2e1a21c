/// ShowLedger: what a ledger says a machine can resolve, as text for people and as JSON for machines.
#pragma once
#include <iosfwd>
#include <string>

#include "results/comparison/ledger.hpp"
#include "results/comparison/show_comparison.hpp"

namespace gpubench::results {

/// A row a case: spread of a pair's difference, the smallest change that 5 and 12 pairs find four times in
/// five, whether it is on watch; then how often a duet of one build with itself would end well.
void show_ledger(const Ledger& ledger, const ComparisonView& view, std::ostream& out);

/// {"schema": "gpubench-ledger/1", "cases": [...], "suites": {...}}; spreads and changes are on ln value.
std::string ledger_json(const Ledger& ledger);

}  // namespace gpubench::results
