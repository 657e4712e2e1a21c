#include "results/comparison/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <future>
#include <thread>
#include <utility>

#include "results/comparison/batches.hpp"
#include "results/comparison/case_places.hpp"
#include "results/comparison/groups.hpp"
#include "results/comparison/hardware.hpp"
#include "results/comparison/ledger.hpp"
#include "results/comparison/named_ranks.hpp"
#include "results/statistics/power.hpp"

namespace gpubench::results {
namespace {

/// Reads cases, and meanwhile finds beside, on the other processors, what those read before say. One thread
/// reads: HDF5 is not for several.
class ReadAhead {
 public:
  using Ones =
      std::vector<std::shared_future<Observation>>;  ///< By launch; not valid where it has no such case.

  Ones start(const Side& side, const std::vector<std::string>& ids) {
    Ones ones(side.launches.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (ids[i].empty()) continue;
      const SideLaunch& one = side.launches[i];
      if (running_.size() == most_) {
        running_.front().wait();
        running_.pop_front();
      }
      Case read = one.file->read_case(one.place, ids[i]);
      // Beside, or where no more threads are to be had when its turn comes.
      ones[i] = std::async(observe, std::move(read), std::cref(one.launch()));
      running_.push_back(ones[i]);
    }
    return ones;
  }

  static Observations finish(const Ones& ones) {
    Observations seen(ones.size());
    for (std::size_t i = 0; i < ones.size(); ++i)
      if (ones[i].valid()) seen[i] = ones[i].get();
    return seen;
  }

 private:
  /// As many cases are held at once, with their samples.
  std::size_t most_ = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
  std::deque<std::shared_future<Observation>> running_;
};

bool any_measured(const Observations& side) {
  return !measured_of(side).empty();
}

/// The same look at all of the family: verdicts of those with launches enough; all count in its size.
void judge(std::vector<CaseContrast>& cases, const Design& design, const CompareRules& rules) {
  std::vector<std::optional<Contrast>> family, tails;
  std::vector<CaseContrast*> members;
  std::vector<Bounds> bounds;
  for (CaseContrast& one : cases) {
    if (!one.in_family) continue;
    members.push_back(&one);
    if (rules.bounds) bounds.push_back(rules.bounds(one.row.key));
    family.push_back(one.enough ? one.row.contrast : std::nullopt);
    tails.push_back(one.enough ? one.tail : std::nullopt);
  }
  const auto verdicts = look(family, rules.thresholds, bounds);
  const auto tail_verdicts = look(tails, rules.thresholds, bounds);
  for (std::size_t i = 0; i < members.size(); ++i) {
    ComparedCase& row = members[i]->row;
    if (!verdicts[i]) continue;
    if (tail_verdicts[i] == Verdict::regressed && verdicts[i] != Verdict::regressed)
      row.tail_effect = members[i]->tail->effect;  // where all got slower, so did the tail
    row.outcome = *verdicts[i] == Verdict::regressed    ? Outcome::regressed
                  : *verdicts[i] == Verdict::improved   ? Outcome::improved
                  : *verdicts[i] == Verdict::equivalent ? Outcome::equivalent
                                                        : Outcome::inconclusive;
    if (row.outcome == Outcome::inconclusive)
      row.why = "its interval reaches past what counts as equal: more launches narrow it";
    withhold_flattery(row);
    row.enough = row.paired || design.blocked.empty();
    if (row.enough) continue;
    // Time may have made the difference, or have hidden it.
    row.why = design.blocked;
    const bool changed = row.outcome == Outcome::regressed || row.outcome == Outcome::improved;
    row.outcome = changed ? Outcome::suspected : Outcome::inconclusive;
  }
}

/// Of another device model, clock or MIG policy a ratio is shown and nothing is judged.
void set_hardware_apart(std::vector<CaseContrast>& cases, const SideFacts& a, const SideFacts& b) {
  for (CaseContrast& one : cases) {
    if (!one.in_family) continue;
    if (std::string why = different_hardware(one.row.key.backend, a, b); !why.empty()) {
      one.in_family = false;
      one.row.outcome = Outcome::different_hardware;
      one.row.why = std::move(why);
    }
  }
}

/// With the case's own bounds.
Thresholds thresholds_of(const CaseKey& key, const CompareRules& rules) {
  Thresholds thresholds = rules.thresholds;
  if (!rules.bounds) return thresholds;
  const Bounds own = rules.bounds(key);
  thresholds.change = own.change;
  thresholds.margin = own.margin;
  return thresholds;
}

/// What even the last look of a duet could hardly resolve is not asked.
void put_on_watch(CaseContrast& one, const Prior& prior, const Thresholds& thresholds) {
  if (!one.in_family || !is_on_watch(prior, thresholds)) return;
  one.in_family = false;
  one.row.outcome = Outcome::watch;
  one.row.why = fmt::format("{} pairs resolve no change under the margin here", kLooks.back());
}

void leave_out(CaseContrast& one, std::string why) {
  if (!one.in_family || why.empty()) return;
  one.in_family = false;
  one.row.outcome = Outcome::watch;
  one.row.why = std::move(why);
}

std::vector<std::string> find_unknown_hardware(const std::vector<CaseContrast>& cases, const SideFacts& a,
                                               const SideFacts& b) {
  std::vector<std::string> unknown;
  const auto add = [&](const std::string& text) {
    if (std::ranges::find(unknown, text) == unknown.end()) unknown.push_back(text);
  };
  for (const CaseContrast& one : cases) {
    if (!one.in_family) continue;
    if (hardware_unknown(one.row.key.backend, a)) add("baseline " + one.row.key.backend);
    if (hardware_unknown(one.row.key.backend, b)) add("candidate " + one.row.key.backend);
  }
  return unknown;
}

}  // namespace

Comparison compare(const Side& baseline, const Side& candidate, const CompareRules& rules) {
  const Thresholds& thresholds = rules.thresholds;
  require_disjoint(baseline, candidate);
  Comparison result;
  result.baseline = baseline;
  result.candidate = candidate;
  result.design = design_of(baseline, candidate);
  const SideFacts facts_a = facts_of(baseline), facts_b = facts_of(candidate);
  result.environment = environment_differences(facts_a, facts_b);

  std::vector<CaseContrast> cases;
  const std::vector<CasePlaces> places = find_cases(baseline, candidate);
  ReadAhead ahead;
  const auto start = [&](std::size_t k) {
    if (k == places.size()) return std::pair<ReadAhead::Ones, ReadAhead::Ones>();
    auto of_a = ahead.start(baseline, places[k].baseline);
    return std::pair(std::move(of_a), ahead.start(candidate, places[k].candidate));
  };
  auto next = start(0);
  for (std::size_t k = 0; k < places.size(); ++k) {
    const CasePlaces& place = places[k];
    const auto [of_a, of_b] = std::exchange(next, start(k + 1));
    Observations a = ReadAhead::finish(of_a), b = ReadAhead::finish(of_b);
    if (!any_measured(a) && !any_measured(b)) {
      ++result.neither;
      continue;
    }
    LeftOut left_out = leave_out_other_batches(a, b);
    const auto prior = rules.ledger != nullptr ? rules.ledger->prior_of(place.key, facts_a) : std::nullopt;
    cases.push_back(contrast_case(place.key, a, b, result.design, thresholds.error_rate_of_a_look(), prior));
    if (prior) put_on_watch(cases.back(), *prior, thresholds_of(place.key, rules));
    if (rules.left_out) leave_out(cases.back(), rules.left_out(place.key));
    if (left_out.launches > 0)
      cases.back().row.flags.push_back(fmt::format("{}-other-batch", left_out.launches));
    cases.back().row.flattered = std::move(left_out.flattered);
  }
  set_hardware_apart(cases, facts_a, facts_b);
  result.unknown_hardware = find_unknown_hardware(cases, facts_a, facts_b);
  judge(cases, result.design, rules);
  result.groups = compare_groups(cases, thresholds.error_rate_of_a_look());
  result.ranks = name_ranks(cases);
  for (CaseContrast& one : cases) result.cases.push_back(std::move(one.row));
  return result;
}

std::size_t count(const Comparison& comparison, Outcome outcome) {
  return static_cast<std::size_t>(std::ranges::count(comparison.cases, outcome, &ComparedCase::outcome));
}

ExitCode exit_code(const Comparison& comparison) {
  const auto any = [&](std::initializer_list<Outcome> outcomes) {
    return std::ranges::any_of(outcomes, [&](Outcome outcome) { return count(comparison, outcome) > 0; });
  };
  if (any({Outcome::regressed, Outcome::wrong, Outcome::broken, Outcome::missing}))
    return ExitCode::regressed;
  if (any({Outcome::incomparable, Outcome::different_hardware}) ||
      std::ranges::none_of(comparison.cases, is_gated))
    return ExitCode::incomparable;
  if (any({Outcome::inconclusive, Outcome::suspected})) return ExitCode::inconclusive;
  return ExitCode::good;
}

}  // namespace gpubench::results
