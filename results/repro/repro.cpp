#include "results/repro/repro.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "results/comparison/case_places.hpp"
#include "results/comparison/environment.hpp"
#include "results/comparison/hardware.hpp"
#include "results/summary.hpp"

namespace gpubench::results {
namespace {

/// A figure by [case][site]; nothing where a site has none.
using BySite = std::vector<std::vector<std::optional<double>>>;

/// Each launch's rows as far as ceilings need them: [launch][case].
using Rows = std::vector<std::vector<Row>>;

Observations observe_case(const Side& study, const std::vector<std::string>& ids, Rows& rows) {
  Observations seen(study.launches.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    rows[i].emplace_back();
    if (ids[i].empty()) continue;
    const SideLaunch& one = study.launches[i];
    Case c = one.file->read_case(one.place, ids[i]);
    Row row = summarize(c);
    rows[i].back().rate = row.rate;
    rows[i].back().rate_unit = row.rate_unit;
    rows[i].back().ceiling = row.ceiling;
    rows[i].back().sets_ceiling = row.sets_ceiling;
    rows[i].back().status = row.status;
    rows[i].back().verdict = row.verdict;
    seen[i] = observe(std::move(c), one.launch());
  }
  return seen;
}

/// Share of a ceiling, the mean over a site's launches; of cases that set none.
BySite shares_of(Rows& rows, const std::vector<Site>& sites) {
  for (auto& launch : rows) fill_ceilings(launch);
  BySite shares(rows.empty() ? 0 : rows.front().size(), std::vector<std::optional<double>>(sites.size()));
  for (std::size_t at = 0; at < shares.size(); ++at)
    for (std::size_t site = 0; site < sites.size(); ++site) {
      double sum = 0;
      std::size_t launches = 0;
      for (const std::size_t i : sites[site].launches) {
        const Row& row = rows[i][at];
        if (row.sets_ceiling || !row.share_of_ceiling) continue;
        sum += *row.share_of_ceiling;
        ++launches;
      }
      if (launches > 0) shares[at][site] = sum / static_cast<double>(launches);
    }
  return shares;
}

BySite locations_of(const std::vector<CaseRepro>& cases) {
  BySite locations;
  for (const CaseRepro& row : cases) {
    locations.emplace_back();
    for (const LabLaunches& lab : row.labs) {
      double sum = 0;
      for (const double location : lab) sum += location / static_cast<double>(lab.size());
      locations.back().push_back(lab.empty() ? std::nullopt : std::optional(sum));
    }
  }
  return locations;
}

/// Of both sites, the cases that both have.
std::pair<std::vector<double>, std::vector<double>> common(const BySite& figures, std::size_t a,
                                                           std::size_t b) {
  std::pair<std::vector<double>, std::vector<double>> both;
  for (const auto& sites : figures)
    if (a < sites.size() && sites[a] && sites[b]) {
      both.first.push_back(*sites[a]);
      both.second.push_back(*sites[b]);
    }
  return both;
}

std::vector<SitePair> pairs_of(const std::vector<Site>& sites, const BySite& locations,
                               const BySite& shares) {
  constexpr std::size_t kCasesMin = 3;
  std::vector<SitePair> pairs;
  for (std::size_t a = 0; a < sites.size(); ++a)
    for (std::size_t b = a + 1; b < sites.size(); ++b) {
      const auto times = common(locations, a, b), parts = common(shares, a, b);
      if (times.first.size() < kCasesMin) continue;
      SitePair pair{sites[a].name, sites[b].name, bland_altman(times.first, times.second), std::nullopt};
      if (parts.first.size() >= kCasesMin) pair.shares = concordance(parts.first, parts.second);
      pairs.push_back(std::move(pair));
    }
  return pairs;
}

/// Sites over the cases that all their launches measured.
void judge_labs(Repro& repro) {
  if (repro.sites.size() < kLevelsMin) {
    repro.no_labs = "not identifiable: fewer than 3 sites";
    return;
  }
  std::vector<std::vector<LabLaunches>> cases;
  const auto whole = [&](const CaseRepro& row) {
    return std::ranges::equal(row.labs, repro.sites, {}, &LabLaunches::size,
                              [](const Site& site) { return site.launches.size(); });
  };
  for (const CaseRepro& row : repro.cases)
    if (whole(row)) cases.push_back(row.labs);
  repro.lab_cases = cases.size();
  if (cases.empty()) {
    repro.no_labs = "not identifiable: no case that every launch of every site measured";
    return;
  }
  const auto labs = lab_consistency(mean_over_cases(cases));
  for (std::size_t i = 0; i < labs.size(); ++i)
    repro.labs.push_back({repro.sites[i].name, repro.sites[i].launches.size(), labs[i]});
  repro.outlier = outlier_lab(labs);
}

Side launches_of(const Side& study, const Site& site) {
  Side side;
  side.name = site.name;
  for (const std::size_t i : site.launches) side.launches.push_back(study.launches[i]);
  return side;
}

std::vector<std::string> hardware_of(const Repro& repro) {
  std::vector<SideFacts> facts;
  for (const Site& site : repro.sites) facts.push_back(facts_of(launches_of(repro.study, site)));
  std::set<std::string> backends;
  for (const CaseRepro& row : repro.cases) backends.insert(row.key.backend);
  std::vector<std::string> differences;
  for (const std::string& backend : backends)
    for (std::size_t i = 1; i < facts.size(); ++i)
      if (const std::string why = different_hardware(backend, facts[0], facts[i]); !why.empty())
        differences.push_back(backend + ", " + repro.sites[0].name + " beside " + repro.sites[i].name + ": " +
                              why);
  return differences;
}

/// Software that is not the same in all launches of a site: what spreads may be builds, not launches.
std::vector<std::string> mixed_of(const Repro& repro) {
  std::vector<std::string> mixed;
  for (const Site& site : repro.sites)
    for (const auto& [fact, seen] : facts_of(launches_of(repro.study, site)))
      if (seen.varies && (fact.first == "image" || fact.first == "loaded"))
        mixed.push_back(site.name + ": " + fact.first + " " + fact.second);
  return mixed;
}

}  // namespace

Repro reproduce(const Side& study) {
  Repro repro;
  repro.study = study;
  repro.sites = sites_of(study);
  Rows rows(study.launches.size());
  for (const CasePlaces& place : find_cases(study, {})) {
    const Observations seen = observe_case(study, place.baseline, rows);
    repro.cases.push_back(reproduce_case(place.key, seen, study, repro.sites));
    if (measured_of(seen).empty()) {
      repro.cases.pop_back();
      for (auto& launch : rows) launch.pop_back();
      ++repro.not_measured;
    }
  }
  repro.pairs = pairs_of(repro.sites, locations_of(repro.cases), shares_of(rows, repro.sites));
  judge_labs(repro);
  repro.mixed = mixed_of(repro);
  repro.hardware = hardware_of(repro);
  return repro;
}

Component reproducibility_without(const CaseRepro& row, std::size_t site) {
  std::vector<LabLaunches> others;
  for (std::size_t i = 0; i < row.labs.size(); ++i)
    if (i != site && !row.labs[i].empty()) others.push_back(row.labs[i]);
  if (others.empty()) return {std::nullopt, "not identifiable: no other site"};
  return precision_of_labs(others).reproducibility;
}

std::size_t count_broken(const Repro& repro) {
  return static_cast<std::size_t>(std::ranges::count_if(repro.cases, [](const CaseRepro& row) {
    return row.wrong || std::ranges::any_of(row.ladder, [](const LadderStep& step) {
             return step.promise_broken || step.worst == NumericClass::wrong;
           });
  }));
}

}  // namespace gpubench::results
