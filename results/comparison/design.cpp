#include "results/comparison/design.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace gpubench::results {
namespace {

using Pair = std::tuple<std::string, std::string, std::int64_t>;

std::map<Pair, std::size_t> pairs_of(const Side& side) {
  std::map<Pair, std::size_t> places;
  std::set<Pair> doubled;
  for (std::size_t i = 0; i < side.launches.size(); ++i) {
    const Launch& launch = side.launches[i].launch();
    const Pair pair{launch.site, launch.allocation, launch.pair};
    if (launch.pair >= 0 && !places.emplace(pair, i).second) doubled.insert(pair);
  }
  for (const Pair& pair : doubled) places.erase(pair);  // which of them is the partner can't be told
  return places;
}

/// The positions tell the two apart; those of a pair are never equal.
bool in_turn(const Launch& a, const Launch& b) {
  return !a.position.empty() && !b.position.empty() && a.position != b.position;
}

std::set<std::string> site_names(const Side& side) {
  std::set<std::string> sites;
  for (const SideLaunch& one : side.launches) sites.insert(one.launch().site);
  return sites;
}

/// Only given names tell sites apart: a machine that was started anew has another identity and the same mood.
bool at_different_sites(const Side& a, const Side& b) {
  const auto sites_a = site_names(a), sites_b = site_names(b);
  const bool given = !sites_a.contains("") && !sites_b.contains("");
  return given && std::ranges::none_of(sites_a, [&](const auto& site) { return sites_b.contains(site); });
}

std::string why_blocked(const Side& a, const Side& b) {
  if (at_different_sites(a, b)) return {};
  std::vector<std::string> starts_a, starts_b;
  for (const SideLaunch& one : a.launches) starts_a.push_back(one.launch().start);
  for (const SideLaunch& one : b.launches) starts_b.push_back(one.launch().start);
  const auto [first_a, last_a] = std::ranges::minmax(starts_a);
  const auto [first_b, last_b] = std::ranges::minmax(starts_b);
  if (first_a.empty() || first_b.empty())
    return "blocked: when launches started is missing, so that they alternated can't be told";
  if (last_a < first_b || last_b < first_a) return "blocked: all launches of one side ran before the other's";
  return {};
}

}  // namespace

Design design_of(const Side& baseline, const Side& candidate) {
  Design design;
  const auto pairs_b = pairs_of(candidate);
  for (const auto& [pair, place] : pairs_of(baseline)) {
    const auto partner = pairs_b.find(pair);
    if (partner == pairs_b.end()) continue;
    if (in_turn(baseline.launches[place].launch(), candidate.launches[partner->second].launch()))
      design.pairs.emplace_back(place, partner->second);
  }
  if (design.pairs.size() < 2) {
    design.pairs.clear();
    design.blocked = why_blocked(baseline, candidate);
  } else {
    design.unpaired = baseline.launches.size() + candidate.launches.size() - 2 * design.pairs.size();
  }
  return design;
}

}  // namespace gpubench::results
