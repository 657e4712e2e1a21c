#include "results/comparison/groups.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "results/row_order.hpp"

namespace gpubench::results {
namespace {

/// Cases that can be averaged launch by launch: of the same launches, paired alike.
using Kind = std::tuple<bool, ReplicatePlaces>;

Kind kind_of(const CaseContrast& one) {
  return {one.row.paired, one.places};
}

/// Effects on ln are averaged, so a case counts alike whether it takes microseconds or seconds. Signs follow
/// the effect: a rate that falls is worse.
void add_to_mean(std::vector<double>& mean, const std::vector<double>& values, double sign, double share) {
  mean.resize(values.size(), 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) mean[i] += sign * share * values[i];
}

std::optional<Contrast> contrast_of(const Replicates& mean, bool paired) {
  if (paired) return paired_contrast(mean.baseline, mean.candidate, Better::lower);
  if (mean.baseline.size() < 2 || mean.candidate.size() < 2) return std::nullopt;
  return unpaired_contrast(mean.baseline, mean.candidate, Better::lower);
}

GroupRow row_of(const std::string& group, const std::vector<const CaseContrast*>& members, double look_rate) {
  std::map<Kind, std::size_t> kinds;
  for (const CaseContrast* one : members) ++kinds[kind_of(*one)];
  const Kind kind =
      std::ranges::max_element(kinds, {}, [](const auto& counted) { return counted.second; })->first;
  GroupRow row{group, kinds[kind], std::nullopt, std::nullopt};
  Replicates mean;
  const double share = 1 / static_cast<double>(row.cases);
  for (const CaseContrast* one : members) {
    if (kind_of(*one) != kind) continue;
    const double sign = one->higher_is_better ? -1 : 1;
    add_to_mean(mean.baseline, one->replicates.baseline, sign, share);
    add_to_mean(mean.candidate, one->replicates.candidate, sign, share);
  }
  row.contrast = contrast_of(mean, std::get<0>(kind));
  if (row.contrast) row.half_width = half_width(*row.contrast, look_rate);
  return row;
}

}  // namespace

std::vector<GroupRow> compare_groups(const std::vector<CaseContrast>& cases, double look_rate) {
  std::vector<GroupRow> rows;
  for (auto begin = cases.begin(); begin != cases.end();) {
    const std::string group = group_of(begin->row.key.name);
    const auto end = std::find_if(
        begin, cases.end(), [&](const CaseContrast& one) { return group_of(one.row.key.name) != group; });
    std::vector<const CaseContrast*> members;
    for (; begin != end; ++begin)
      if (!begin->replicates.baseline.empty()) members.push_back(&*begin);
    if (!members.empty()) rows.push_back(row_of(group, members, look_rate));
  }
  return rows;
}

}  // namespace gpubench::results
