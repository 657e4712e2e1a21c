#include "tests/calibration/suite.hpp"

#include <algorithm>
#include <optional>

#include "results/statistics/power.hpp"
#include "tests/calibration/world.hpp"

namespace gpubench::calibration {
namespace {

using results::Better;
using results::Contrast;
using results::LaunchSamples;
using results::Prior;

constexpr std::size_t kLedgerPairs = 10;

double location(const LaunchSamples& launch) {
  return results::launch_location(results::rank_locations(launch));
}

/// Both sides' launches of a benchmark so far.
struct Sides {
  std::vector<double> a, b;
};

/// One more pair, in one allocation: only the launches differ.
void add_pair(Benchmark& benchmark, double effect, Sides& sides, Outcome* keep_first = nullptr) {
  benchmark.next_time();
  const LaunchSamples a = benchmark.launch(0), b = benchmark.launch(effect);
  if (keep_first != nullptr && sides.a.empty()) {
    keep_first->first_a = a;
    keep_first->first_b = b;
  }
  sides.a.push_back(location(a));
  sides.b.push_back(location(b));
}

Prior ledger_of(Benchmark& benchmark) {
  Sides sides;
  for (std::size_t pair = 0; pair < kLedgerPairs; ++pair) add_pair(benchmark, 0, sides);
  const Contrast contrast = results::paired_contrast(sides.a, sides.b, Better::lower);
  return {contrast.error * contrast.error * static_cast<double>(kLedgerPairs), contrast.freedom};
}

}  // namespace

std::vector<Outcome> run_suite(const SuitePlan& plan) {
  std::vector<Outcome> outcomes(kSuite);
  std::vector<Benchmark> benchmarks;
  std::vector<std::optional<Prior>> priors(kSuite);
  std::vector<std::size_t> family;
  for (std::size_t i = 0; i < kSuite; ++i) {
    benchmarks.emplace_back(plan.seed, plan.index * kSuite + i);
    outcomes[i].changed = i < plan.changed;
    if (plan.ledger) priors[i] = ledger_of(benchmarks[i]);
    outcomes[i].on_watch = priors[i] && results::is_on_watch(*priors[i]);
    if (!outcomes[i].on_watch) family.push_back(i);
  }

  results::SequentialGate gate(family.size());
  std::vector<Sides> sides(family.size());
  while (const std::size_t pairs = gate.next_look()) {
    std::vector<Contrast> contrasts(family.size());
    for (std::size_t member = 0; member < family.size(); ++member) {
      if (!gate.is_undecided(member)) continue;  // is not run again
      const std::size_t i = family[member];
      const double effect = outcomes[i].changed ? plan.effect : 0;
      while (sides[member].a.size() < pairs) add_pair(benchmarks[i], effect, sides[member], &outcomes[i]);
      contrasts[member] =
          results::paired_contrast(sides[member].a, sides[member].b, Better::lower, priors[i]);
    }
    gate.look_at(pairs, contrasts);
  }
  for (std::size_t member = 0; member < family.size(); ++member)
    outcomes[family[member]].decided = gate.members()[member];
  return outcomes;
}

int exit_code(const std::vector<Outcome>& outcomes) {
  const auto any = [&](results::Verdict verdict) {
    return std::ranges::any_of(outcomes, [verdict](const Outcome& outcome) {
      return !outcome.on_watch && outcome.decided.verdict == verdict;
    });
  };
  if (any(results::Verdict::regressed)) return 1;
  if (std::ranges::all_of(outcomes, &Outcome::on_watch)) return 3;
  return any(results::Verdict::inconclusive) ? 2 : 0;
}

}  // namespace gpubench::calibration
