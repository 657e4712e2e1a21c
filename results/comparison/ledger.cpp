#include "results/comparison/ledger.hpp"

#include <fmt/format.h>

#include "results/comparison/comparison.hpp"
#include "results/comparison/hardware.hpp"
#include "results/error.hpp"

namespace gpubench::results {
namespace {

/// Variance of a pair's difference; the contrast's error has the floor.
Prior prior_from(const Contrast& contrast) {
  return {contrast.error * contrast.error * static_cast<double>(contrast.replicates), contrast.freedom};
}

/// Values both know and do not share.
bool differ_in(const SideFacts& a, const SideFacts& b, const std::pair<std::string, std::string>& fact) {
  const auto in_a = a.find(fact), in_b = b.find(fact);
  return in_a != a.end() && in_b != b.end() && in_a->second.values != in_b->second.values;
}

}  // namespace

Ledger Ledger::read(const std::vector<std::filesystem::path>& studies) {
  const auto [a, b] = split_study(open_side(studies));
  const Comparison comparison = compare(a, b);
  Ledger ledger;
  ledger.facts_ = facts_of(a);
  for (const ComparedCase& row : comparison.cases) {
    if (!row.paired || !row.contrast || row.contrast->replicates < kLedgerMin) continue;
    ledger.places_.emplace(row.key, ledger.entries_.size());
    ledger.entries_.push_back(
        {row.key, row.unit, row.typical_baseline, row.contrast->replicates, prior_from(*row.contrast)});
  }
  if (ledger.entries_.empty()) {
    throw DataError(fmt::format(
        "{}: no case has {} pairs of launches of one batch: a ledger is what `gpubench calibrate` "
        "writes, with more --pairs where launches were left out",
        a.name, kLedgerMin));
  }
  return ledger;
}

std::optional<Prior> Ledger::prior_of(const CaseKey& key, const SideFacts& facts) const {
  const auto place = places_.find(key);
  if (place == places_.end() || differ_in(facts_, facts, {"run", "site"}) ||
      !different_hardware(key.backend, facts_, facts).empty())
    return std::nullopt;
  return entries_[place->second].prior;
}

}  // namespace gpubench::results
