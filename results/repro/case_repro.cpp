#include "results/repro/case_repro.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "results/comparison/matching.hpp"
#include "results/statistics/power.hpp"

namespace gpubench::results {
namespace {

constexpr const char* kNoSite = "(not given)";

using Launches = std::vector<const Observation*>;  // by launch of the study; none: left out

void add_reason(CaseRepro& row, std::string why) {
  if (std::ranges::find(row.left_out, why) == row.left_out.end()) row.left_out.push_back(std::move(why));
}

/// The first that is right and whole among those of the batch that most have: launches agree on it anew.
const std::optional<Observation>* find_typical(const Observations& seen) {
  std::map<std::uint64_t, std::size_t> batches;
  const std::optional<Observation>* typical = nullptr;
  const auto is_fit = [](const std::optional<Observation>& one) {
    return one && !standing_of({one}, {one}).outcome;
  };
  for (const auto& one : seen)
    if (is_fit(one)) ++batches[one->facts.batch];
  for (const auto& one : seen)
    if (is_fit(one) && (!typical || batches[one->facts.batch] > batches[(*typical)->facts.batch]))
      typical = &one;
  return typical;
}

/// Launches whose times may stand beside each other: right, whole, and of one operation.
Launches usable_of(const Observations& seen, CaseRepro& row) {
  Launches usable(seen.size());
  const std::optional<Observation>* typical = find_typical(seen);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (!seen[i] || seen[i]->facts.status == Status::skipped) continue;
    const Observations one = {seen[i]};
    Standing standing = standing_of(typical ? Observations{*typical} : one, one);
    if (!standing.outcome) {
      usable[i] = &*seen[i];
      continue;
    }
    row.wrong = row.wrong || standing.outcome == Outcome::wrong;
    add_reason(row,
               seen[i]->facts.status == Status::failed ? "failed: " + seen[i]->facts.reason : standing.why);
  }
  return usable;
}

Launches of_site(const Launches& usable, const Site& site) {
  Launches list;
  for (const std::size_t i : site.launches)
    if (usable[i]) list.push_back(usable[i]);
  return list;
}

/// A node's number for each participant, by the host it ran on in the study's launch.
std::vector<std::size_t> nodes_of(const std::vector<RankObservation>& ranks, const Launch& launch) {
  std::vector<std::size_t> nodes;
  std::map<std::string, std::size_t> numbers;
  for (const RankObservation& one : ranks) {
    const auto known = std::ranges::find(launch.ranks, one.rank, &Rank::rank);
    if (known == launch.ranks.end() || known->host.empty()) return {};
    nodes.push_back(numbers.emplace(known->host, numbers.size()).first->second);
  }
  return nodes;
}

std::string device_name(const RankObservation& one) {
  return one.device.empty() ? "rank " + std::to_string(one.rank) : one.device;
}

/// The participants common to all launches of a site, crossed with its launches.
struct SiteTable {
  CrossedTable crossed;
  std::vector<RankObservation> devices;  ///< As the first launch has them.
};

SiteTable table_of(const Launches& launches, const Launch& first) {
  SiteTable table;
  const auto common = common_ranks(launches);
  if (common.front().empty()) return table;
  table.devices = common.front();
  for (const auto& ranks : common) {
    table.crossed.locations.emplace_back();
    for (const RankObservation& one : ranks) table.crossed.locations.back().push_back(one.location);
  }
  if (launches.front()->facts.across_ranks == "each") table.crossed.nodes = nodes_of(table.devices, first);
  return table;
}

void keep_worse_gap(CaseRepro& row, const SiteTable& table, const std::string& site) {
  const auto gap = device_gap(table.crossed);
  if (!gap || (row.gap && row.gap->gap >= gap->gap)) return;
  row.gap = {site, device_name(table.devices[gap->fastest]), device_name(table.devices[gap->slowest]),
             gap->gap};
}

/// Times: of each site its launches' L, and its crossed table.
void add_times(CaseRepro& row, const Launches& usable, const Side& study, const std::vector<Site>& sites) {
  std::vector<CrossedTable> tables;
  std::vector<LabLaunches> measured;
  double sum = 0;
  for (const Site& site : sites) {
    row.labs.emplace_back();
    const Launches launches = of_site(usable, site);
    if (launches.empty()) continue;
    const auto first =
        std::ranges::find_if(site.launches, [&](std::size_t i) { return usable[i] != nullptr; });
    const SiteTable table = table_of(launches, study.launches[*first].launch());
    if (table.devices.empty()) {
      add_reason(row, site.name + ": no device in common to its launches");
      continue;
    }
    if (launches.front()->ranks.size() > table.devices.size())
      add_reason(row, site.name + ": devices that some launches lack");
    for (const auto& launch : table.crossed.locations) row.labs.back().push_back(launch_location(launch));
    for (const double location : row.labs.back()) sum += location;
    row.launches += launches.size();
    keep_worse_gap(row, table, site.name);
    tables.push_back(table.crossed);
    measured.push_back(row.labs.back());
  }
  if (measured.empty()) return;
  const double typical = row.telling.value(std::exp(sum / static_cast<double>(row.launches)));
  if (std::isfinite(typical)) row.typical = typical;
  row.components = variance_components(tables);
  row.precision = precision_of_labs(measured);
  if (row.precision.repeatability.variance)
    row.launches_needed = launches_to_resolve(std::log1p(kResolve), *row.precision.repeatability.variance);
}

/// Outputs of one identity; that of the most launches, the first of equals.
std::vector<LadderOutput> outputs_of(const Observations& seen, const Side& study) {
  std::map<std::string, std::vector<LadderOutput>> by_identity;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (!seen[i] || seen[i]->facts.status != Status::measured) continue;
    const Case& c = seen[i]->facts;
    const Verification& verified = c.verification;
    by_identity[c.id].push_back({{seen[i]->seed, verified.correctness, verified.digest, verified.eta_max},
                                 setting_of(c, study.launches[i].launch()),
                                 c.facts});
  }
  if (by_identity.empty()) return {};
  return std::ranges::max_element(by_identity, {}, [](const auto& one) { return one.second.size(); })->second;
}

}  // namespace

std::vector<Site> sites_of(const Side& study) {
  std::vector<Site> sites;
  for (std::size_t i = 0; i < study.launches.size(); ++i) {
    const std::string& given = study.launches[i].launch().site;
    const std::string name = given.empty() ? kNoSite : given;
    auto site = std::ranges::find(sites, name, &Site::name);
    if (site == sites.end()) site = sites.insert(sites.end(), {name, {}});
    site->launches.push_back(i);
  }
  std::ranges::sort(sites, {}, &Site::name);
  return sites;
}

CaseRepro reproduce_case(const CaseKey& key, const Observations& seen, const Side& study,
                         const std::vector<Site>& sites) {
  CaseRepro row;
  row.key = key;
  const Launches usable = usable_of(seen, row);
  const auto first = std::ranges::find_if(usable, [](const auto* one) { return one != nullptr; });
  if (first != usable.end()) row.telling = telling_of((*first)->facts);
  add_times(row, usable, study, sites);
  row.ladder = climb(outputs_of(seen, study));
  return row;
}

}  // namespace gpubench::results
