/// How often the verdicts are wrong, on synthetic machines whose truth is known; beside the rules of other
/// tools on the same data. Exits with 1 where a rate is not what results/STATISTICS.md promises.
///
///   test_calibration [--seed N]
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/calibration/peers.hpp"
#include "tests/calibration/seed_option.hpp"
#include "tests/calibration/suite.hpp"

namespace {

using namespace gpubench::calibration;
using gpubench::results::Verdict;

constexpr std::size_t kSuites = 60;  // of 50: 3000 benchmarks
constexpr std::size_t kChanged = 5;  // of a suite, where some are

struct Rates {
  std::size_t gated = 0, changed_gated = 0, changed = 0, watched = 0;
  std::size_t false_alarms = 0;    ///< REGRESSED or IMPROVED where nothing changed.
  std::size_t found = 0;           ///< REGRESSED where it is slower.
  std::size_t equivalent = 0;      ///< EQUIVALENT, of what changed.
  std::size_t good_suites = 0;     ///< Exit 0.
  std::vector<std::size_t> peers;  ///< Each rule's alarms.
};

Rates run(std::uint64_t seed, double effect, std::size_t changed, bool ledger) {
  Rates rates;
  const auto rules = peer_rules();
  rates.peers.resize(rules.size());
  for (std::size_t index = 0; index < kSuites; ++index) {
    const auto outcomes = run_suite({seed, index, changed, effect, ledger});
    rates.good_suites += exit_code(outcomes) == 0;
    for (const Outcome& outcome : outcomes) {
      rates.changed += outcome.changed;
      rates.watched += outcome.on_watch;
      if (outcome.on_watch) continue;
      ++rates.gated;
      const Verdict verdict = outcome.decided.verdict;
      const bool alarm = verdict == Verdict::regressed || verdict == Verdict::improved;
      rates.changed_gated += outcome.changed;
      rates.found += outcome.changed && verdict == Verdict::regressed;
      rates.equivalent += outcome.changed && verdict == Verdict::equivalent;
      rates.false_alarms += !outcome.changed && alarm;
      if (changed > 0) continue;
      for (std::size_t rule = 0; rule < rules.size(); ++rule)
        rates.peers[rule] += rules[rule].differ(outcome.first_a, outcome.first_b);
    }
  }
  return rates;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

int failures = 0;

void expect(bool holds, std::string_view claim) {
  if (holds) return;
  ++failures;
  fmt::print("NOT SO: {}\n", claim);
}

void false_alarms(std::uint64_t seed) {
  const auto rules = peer_rules();
  fmt::print("no change, {} benchmarks{:>25}{:>12}{:>14}\n", kSuites * kSuite, "false alarms", "on watch",
             "suites exit 0");
  for (const bool ledger : {false, true}) {
    const Rates rates = run(seed, 0, 0, ledger);
    fmt::print("  {:<34}{:>15}{:>12}{:>12.0f} %\n", ledger ? "gpubench, with a ledger" : "gpubench",
               rates.false_alarms, rates.watched, share(rates.good_suites, kSuites));
    expect(rates.false_alarms <= 3, "at most 3 false REGRESSED or IMPROVED in 3000");
    if (ledger) continue;
    for (std::size_t rule = 0; rule < rules.size(); ++rule)
      fmt::print("  {:<34}{:>15}\n", rules[rule].name, rates.peers[rule]);
  }
}

void power(std::uint64_t seed) {
  fmt::print("\n{} of {} slower by{:>34}{:>14}\n", kChanged, kSuite, "found", "false alarms");
  for (const double percent : {1.5, 2.0, 3.0, 5.0}) {
    for (const bool ledger : {false, true}) {
      const Rates rates = run(seed, std::log1p(percent / 100), kChanged, ledger);
      fmt::print("  {:<3} % {:<29}{:>10.1f} %{:>14}\n", percent, ledger ? "with a ledger" : "",
                 share(rates.found, rates.changed_gated), rates.false_alarms);
      if (percent == 2.0 && ledger)
        expect(share(rates.found, rates.changed_gated) >= 88, "power at 2 % is 88 % or more");
      if (percent == 3.0 && ledger)
        expect(share(rates.found, rates.changed_gated) >= 94, "power at 3 % is 94 % or more");
    }
  }
}

/// Everything is slower by just what may not be called equivalent.
void false_equivalence(std::uint64_t seed) {
  const gpubench::results::Thresholds thresholds;
  fmt::print("\nall slower by the margin of 2 %{:>30}\n", "called equivalent");
  for (const bool ledger : {false, true}) {
    const Rates rates = run(seed, thresholds.margin, kSuite, ledger);
    fmt::print("  {:<34}{:>15.1f} %\n", ledger ? "with a ledger" : "",
               share(rates.equivalent, rates.changed_gated));
    expect(share(rates.equivalent, rates.changed_gated) <= 5,
           "at the margin at most 5 % are called equivalent");
  }
}

}  // namespace

int main(int count, char** words) {
  const auto given = gpubench::calibration::read_seed("test_calibration", count, words);
  if (!given) return 64;
  const std::uint64_t seed = *given;
  fmt::print("seed {}\n", seed);
  false_alarms(seed);
  power(seed);
  false_equivalence(seed);
  return failures == 0 ? 0 : 1;
}
