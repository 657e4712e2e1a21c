#include "results/comparison/case_ranks.hpp"

#include "results/comparison/matching.hpp"
#include "results/statistics/rank_local.hpp"

namespace gpubench::results {
namespace {

using CommonRanks = std::vector<std::vector<RankObservation>>;

std::vector<double> locations_of(const std::vector<RankObservation>& ranks) {
  std::vector<double> locations;
  for (const RankObservation& one : ranks) locations.push_back(one.location);
  return locations;
}

/// Of these launches, each participant's location less the median of the others': [participant][launch].
std::vector<std::vector<double>> offsets_of(const CommonRanks& common, std::size_t begin, std::size_t end) {
  std::vector<std::vector<double>> offsets(common.front().size());
  for (std::size_t launch = begin; launch < end; ++launch) {
    const std::vector<double> beyond = beyond_others(locations_of(common[launch]));
    for (std::size_t rank = 0; rank < beyond.size(); ++rank) offsets[rank].push_back(beyond[rank]);
  }
  return offsets;
}

std::vector<RankContrast> named(const std::vector<RankObservation>& ranks,
                                const std::vector<Contrast>& contrasts) {
  std::vector<RankContrast> list;
  for (std::size_t i = 0; i < ranks.size(); ++i)
    list.push_back({ranks[i].rank, ranks[i].device, contrasts[i]});
  return list;
}

}  // namespace

std::vector<RankContrast> paired_ranks(const std::vector<Pairing>& pairs, Better better) {
  std::vector<const Observation*> launches;
  for (const Pairing& pair : pairs) launches.insert(launches.end(), {pair.baseline, pair.candidate});
  const CommonRanks common = common_ranks(launches);
  if (common.empty() || common.front().size() < kRanksMin) return {};
  RankLocations a, b;
  for (std::size_t i = 0; i < common.size(); i += 2) {
    a.push_back(locations_of(common[i]));
    b.push_back(locations_of(common[i + 1]));
  }
  return named(common.front(), rank_local_contrasts(a, b, better));
}

std::vector<RankContrast> unpaired_ranks(const std::vector<const Observation*>& baseline,
                                         const std::vector<const Observation*>& candidate, Better better) {
  std::vector<const Observation*> launches = baseline;
  launches.insert(launches.end(), candidate.begin(), candidate.end());
  const CommonRanks common = common_ranks(launches);
  if (common.front().size() < kRanksMin) return {};
  const auto a = offsets_of(common, 0, baseline.size());
  const auto b = offsets_of(common, baseline.size(), launches.size());
  std::vector<Contrast> contrasts;
  for (std::size_t rank = 0; rank < a.size(); ++rank)
    contrasts.push_back(unpaired_contrast(a[rank], b[rank], better));
  return named(common.front(), contrasts);
}

std::vector<std::pair<std::int32_t, double>> rank_changes(const Observation& baseline,
                                                          const Observation& candidate, Better better) {
  const CommonRanks common = common_ranks({&baseline, &candidate});
  std::vector<std::pair<std::int32_t, double>> changes;
  for (std::size_t i = 0; i < common[0].size(); ++i) {
    const double change = common[1][i].location - common[0][i].location;
    changes.emplace_back(common[0][i].rank, better == Better::lower ? change : -change);
  }
  return changes;
}

}  // namespace gpubench::results
