#include "results/comparison/named_ranks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "results/row_order.hpp"
#include "results/statistics/location.hpp"
#include "results/statistics/rank_local.hpp"

namespace gpubench::results {
namespace {

/// Cases of one group and backend share a resource; a rank's host and its device may change apart.
using Resource = std::tuple<std::string, std::string, std::int32_t, std::string>;

struct Tally {
  std::vector<double> effects;  ///< Of the cases in which it is named.
  std::size_t cases = 0;
};

std::vector<RankRow> rows_of(const std::map<Resource, Tally>& tallies) {
  std::vector<RankRow> rows;
  for (const auto& [resource, tally] : tallies) {
    if (tally.effects.empty()) continue;
    const auto& [group, backend, rank, device] = resource;
    rows.push_back(
        {group, backend, rank, device, median(tally.effects), tally.effects.size(), tally.cases, false});
  }
  std::ranges::stable_sort(
      rows, {}, [](const RankRow& row) { return std::tuple(row.group, row.backend, -std::abs(row.effect)); });
  return rows;
}

std::vector<RankRow> suspect_ranks(const std::vector<CaseContrast>& cases) {
  std::vector<CaseLocations> changes;
  for (const CaseContrast& one : cases) {
    if (one.changes.size() < 3) continue;  // of two the odd one can't be told
    CaseLocations locations{group_of(one.row.key.name), {}, {}, one.row.key.backend};
    for (const auto& [rank, change] : one.changes) {
      locations.ranks.push_back(rank);
      locations.log_times.push_back(change);
    }
    changes.push_back(std::move(locations));
  }
  std::vector<RankRow> rows;
  for (const Lag& lag : find_lags(changes))
    rows.push_back({lag.resource, lag.backend, lag.rank, "", lag.effect, lag.agreeing, lag.cases, true});
  return rows;
}

}  // namespace

std::vector<RankRow> name_ranks(const std::vector<CaseContrast>& cases) {
  std::vector<Contrast> contrasts;
  for (const CaseContrast& one : cases)
    for (const RankContrast& rank : one.ranks) contrasts.push_back(rank.contrast);
  if (contrasts.empty()) return suspect_ranks(cases);
  const std::vector<bool> named = named_ranks(contrasts);
  std::map<Resource, Tally> tallies;
  std::size_t place = 0;
  for (const CaseContrast& one : cases)
    for (const RankContrast& rank : one.ranks) {
      Tally& tally = tallies[{group_of(one.row.key.name), one.row.key.backend, rank.rank, rank.device}];
      ++tally.cases;
      if (named[place++]) tally.effects.push_back(rank.contrast.effect);
    }
  return rows_of(tallies);
}

}  // namespace gpubench::results
