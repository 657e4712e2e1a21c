#include "results/comparison/case_contrast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "results/comparison/case_ranks.hpp"
#include "results/comparison/matching.hpp"
#include "results/statistics/location.hpp"
#include "results/statistics/verdict.hpp"
#include "results/telling.hpp"
#include "results/tick.hpp"

namespace gpubench::results {
namespace {

/// Fewer participants in common than this share: not the same devices, so launches are no pairs.
constexpr double kCommonMin = 0.5;

/// The design's pairs in which both launches measured the case.
std::vector<std::pair<std::size_t, std::size_t>> places_of_pairs(const Observations& a, const Observations& b,
                                                                 const Design& design) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const auto& [i, j] : design.pairs)
    if (is_measured(a[i]) && is_measured(b[j])) places.emplace_back(i, j);
  return places;
}

std::vector<Pairing> measured_pairs(const Observations& a, const Observations& b, const Design& design) {
  std::vector<Pairing> pairs;
  for (const auto& [i, j] : places_of_pairs(a, b, design)) pairs.push_back({&*a[i], &*b[j]});
  return pairs;
}

std::vector<std::size_t> measured_places(const Observations& side) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < side.size(); ++i)
    if (is_measured(side[i])) places.push_back(i);
  return places;
}

/// Of the launches that figures_of() takes, in its order.
ReplicatePlaces replicate_places(const Observations& a, const Observations& b, const Design& design,
                                 bool paired) {
  if (!paired) return {measured_places(a), measured_places(b)};
  ReplicatePlaces places;
  for (const auto& [i, j] : places_of_pairs(a, b, design)) {
    places.baseline.push_back(i);
    places.candidate.push_back(j);
  }
  return places;
}

/// The coarsest of all launches.
double tick_of(const std::vector<const Observation*>& a, const std::vector<const Observation*>& b) {
  double tick = 0;
  for (const auto* side : {&a, &b})
    for (const Observation* one : *side) tick = std::max(tick, tick_of(one->facts));
  return tick;
}

struct Figures {
  Replicates locations, tails;
  bool paired = false;
  bool devices_differ = false;  ///< Pairs could not be used.
  bool devices_left_out = false;
};

void add_pair(Figures& figures, const Pairing& pair) {
  const auto common = common_ranks({pair.baseline, pair.candidate});
  const std::size_t most = std::max(pair.baseline->ranks.size(), pair.candidate->ranks.size());
  const std::size_t shared = common.front().size();
  if (shared == 0 || static_cast<double>(shared) < kCommonMin * static_cast<double>(most)) {
    figures.devices_differ = true;
    return;
  }
  figures.devices_left_out = figures.devices_left_out || shared < most;
  figures.locations.baseline.push_back(location_of(common[0]));
  figures.locations.candidate.push_back(location_of(common[1]));
  figures.tails.baseline.push_back(tail_of(common[0]));
  figures.tails.candidate.push_back(tail_of(common[1]));
}

Figures unpaired_figures(const std::vector<const Observation*>& a, const std::vector<const Observation*>& b) {
  Figures figures;
  for (const Observation* one : a) {
    figures.locations.baseline.push_back(location_of(one->ranks));
    figures.tails.baseline.push_back(tail_of(one->ranks));
  }
  for (const Observation* one : b) {
    figures.locations.candidate.push_back(location_of(one->ranks));
    figures.tails.candidate.push_back(tail_of(one->ranks));
  }
  return figures;
}

Figures figures_of(const Observations& a, const Observations& b, const std::vector<Pairing>& pairs) {
  Figures figures;
  if (pairs.size() >= 2) {
    figures.paired = true;
    for (const Pairing& pair : pairs) add_pair(figures, pair);
    if (!figures.devices_differ) return figures;
  }
  const bool devices_differ = figures.devices_differ;
  figures = unpaired_figures(measured_of(a), measured_of(b));
  figures.devices_differ = devices_differ;
  return figures;
}

std::optional<Contrast> contrast_of(const Replicates& values, bool paired, Better better, double floor,
                                    std::optional<Prior> prior, bool single) {
  const auto& [a, b] = values;
  if (paired) return paired_contrast(a, b, better, prior, floor);
  if (a.size() >= 2 && b.size() >= 2) return unpaired_contrast(a, b, better, floor);
  if (single && b.size() == 1 && a.size() >= kLedgerMin) return ledger_contrast(a, b.front(), better, floor);
  return std::nullopt;
}

/// What a verdict lacks; empty where nothing.
std::string say_too_few(const Figures& figures, bool single) {
  const std::size_t a = figures.locations.baseline.size(), b = figures.locations.candidate.size();
  if (figures.paired)
    return a >= kLooks.front() ? "" : fmt::format("{} pairs; a verdict takes {}", a, kLooks.front());
  if (single && a >= kLedgerMin && b == 1) return {};
  if (a == 1 && b == 1) return "one launch a side: no launch replication";
  if (std::min(a, b) >= kUnpairedMin) return {};
  return fmt::format("{} and {} launches; without pairs a verdict takes {} a side", a, b, kUnpairedMin);
}

std::string share_text(std::size_t part, std::size_t all, const char* side) {
  return part == all ? "" : fmt::format("{}-of-{}-in-{}", part, all, side);
}

std::vector<std::string> flags_of(const Observations& a, const Observations& b, const Figures& figures) {
  const auto measured_a = measured_of(a), measured_b = measured_of(b);
  std::vector<const Observation*> all = measured_a;
  all.insert(all.end(), measured_b.begin(), measured_b.end());
  std::vector<std::string> flags;
  const auto flag = [&](const char* word, bool Observation::*member) {
    if (std::ranges::any_of(all, [member](const auto* one) { return one->*member; }))
      flags.emplace_back(word);
  };
  flag("few", &Observation::few);
  flag("drifting", &Observation::drifting);
  flag("bimodal", &Observation::bimodal);
  if (std::ranges::any_of(all, [](const auto* one) { return one->dropped > 0; }))
    flags.emplace_back("dropped");
  if (figures.devices_differ) flags.emplace_back("other-devices");
  if (figures.devices_left_out) flags.emplace_back("devices-left-out");
  for (std::string text : {share_text(measured_a.size(), a.size(), "baseline"),
                           share_text(measured_b.size(), b.size(), "candidate")})
    if (!text.empty()) flags.push_back(std::move(text));
  return flags;
}

NumericClass class_of(const std::vector<const Observation*>& a, const std::vector<const Observation*>& b) {
  const auto outputs = [](const std::vector<const Observation*>& side) {
    std::vector<Output> list;
    for (const Observation* one : side) {
      const Verification& seen = one->facts.verification;
      list.push_back({one->seed, seen.correctness, seen.digest, seen.eta_max});
    }
    return list;
  };
  return numeric_class(outputs(a), outputs(b));
}

double typical_of(const std::vector<const Observation*>& side) {
  std::vector<double> locations;
  for (const Observation* one : side)
    if (!one->ranks.empty()) locations.push_back(location_of(one->ranks));
  return locations.empty() ? 0 : std::exp(mean(locations));
}

/// 0 where a launch is told in another way or not at all: then a unit for all of them would be none.
double told_typical(const std::vector<const Observation*>& side, double typical, const Telling& telling) {
  const bool one_way = std::ranges::all_of(side, [&](const Observation* one) {
    return telling_of(one->facts) == telling && told_value(one->facts, typical);
  });
  return one_way && typical > 0 ? telling.value(typical) : 0;
}

}  // namespace

CaseContrast contrast_case(const CaseKey& key, const Observations& baseline, const Observations& candidate,
                           const Design& design, double look_rate, std::optional<Prior> prior) {
  const auto a = measured_of(baseline), b = measured_of(candidate);
  const Case& first = (a.empty() ? b : a).front()->facts;
  CaseContrast result;
  ComparedCase& row = result.row;
  row.key = key;
  row.id = first.id;
  const Telling telling = telling_of(first);
  row.unit = telling.unit;
  row.launches_baseline = a.size();
  row.launches_candidate = b.size();
  const double typical = typical_of(a);
  row.typical_baseline = told_typical(a, typical, telling);
  row.typical_candidate = told_typical(b, typical_of(b), telling);
  row.numeric = class_of(a, b);
  Standing standing = standing_of(baseline, candidate);
  if (standing.outcome) {
    row.outcome = *standing.outcome;
    row.why = std::move(standing.why);
    return result;
  }
  const Better better = first.better == "higher" ? Better::higher : Better::lower;
  result.higher_is_better = better == Better::higher;
  const auto pairs = measured_pairs(baseline, candidate, design);
  const Figures figures = figures_of(baseline, candidate, pairs);
  row.paired = figures.paired;
  row.flags = flags_of(baseline, candidate, figures);
  const double floor = error_floor(tick_of(a, b), typical);
  // One launch against a history of them; the last that is left of several is not that.
  const bool single = candidate.size() == 1;
  row.contrast = contrast_of(figures.locations, figures.paired, better, floor, prior, single);
  result.tail = contrast_of(figures.tails, figures.paired, better, floor, std::nullopt, single);
  const double change = mean(figures.locations.candidate) - mean(figures.locations.baseline);
  row.effect = row.contrast ? row.contrast->effect : better == Better::lower ? change : -change;
  if (row.contrast) row.half_width = half_width(*row.contrast, look_rate);
  row.why = say_too_few(figures, single);
  result.in_family = true;
  result.enough = row.why.empty();
  result.replicates = figures.locations;
  result.places = replicate_places(baseline, candidate, design, figures.paired);
  if (first.across_ranks == "each") {
    if (figures.paired) {
      result.ranks = paired_ranks(pairs, better);
    } else if (a.size() >= 2 && b.size() >= 2) {
      result.ranks = unpaired_ranks(a, b, better);
    } else {
      result.changes = rank_changes(*a.front(), *b.front(), better);
    }
  }
  return result;
}

}  // namespace gpubench::results
