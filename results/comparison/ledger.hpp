/// Ledger: what pairs of the same build on both sides taught of each case's spread. It is a study like any
/// other: the file that `calibrate` wrote.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/environment.hpp"
#include "results/comparison/row.hpp"
#include "results/statistics/contrast.hpp"

namespace gpubench::results {

class Ledger {
 public:
  /// Throws what open_side() throws; DataError where there are fewer than kLedgerMin pairs.
  static Ledger read(const std::vector<std::filesystem::path>& studies);

  struct Entry {
    CaseKey key;
    std::string unit;
    double typical = 0;  ///< In unit.
    std::size_t pairs = 0;
    Prior prior;
  };
  /// Of cases with kLedgerMin pairs or more; in the order of a comparison's rows.
  const std::vector<Entry>& entries() const { return entries_; }
  /// The spread of that case among launches of the site and on the hardware whose facts are given; none where
  /// the ledger does not know it, or is of other hardware or another site.
  std::optional<Prior> prior_of(const CaseKey& key, const SideFacts& facts) const;

 private:
  SideFacts facts_;
  std::vector<Entry> entries_;
  std::map<CaseKey, std::size_t> places_;
};

}  // namespace gpubench::results
