#include "results/gate/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gpubench::results {
namespace {

/// The entry that says this row's change is wanted; a past one only where no other does.
const Policy::Expected* expectation_of(const ComparedCase& row, const Policy& policy,
                                       const std::string& today) {
  const Policy::Expected* found = nullptr;
  for (const Policy::Expected& rule : policy.expected) {
    const bool worse = row.outcome == Outcome::regressed;
    if (!matches(rule.which, row.key) || rule.worse != worse || std::abs(row.effect.value_or(0)) > rule.most)
      continue;
    if (found == nullptr || found->until < today) found = &rule;
  }
  return found;
}

void apply_expectations(GateResult& result, const Policy& policy, const std::string& today) {
  for (ComparedCase& row : result.comparison.cases) {
    if (row.outcome != Outcome::regressed && row.outcome != Outcome::improved) continue;
    const Policy::Expected* rule = expectation_of(row, policy, today);
    if (rule == nullptr) continue;
    if (rule->until < today) {
      result.notes.push_back(fmt::format("{} {}: was expected until {} ({}): that day is past", row.key.name,
                                         row.key.axes, rule->until, rule->reason));
      continue;
    }
    row.outcome = Outcome::expected;
    row.why = fmt::format("expected until {}: {}", rule->until, rule->reason);
  }
}

/// An undecided case has no verdict: it guards nothing.
std::size_t count_decided(const Comparison& comparison) {
  return static_cast<std::size_t>(std::ranges::count_if(comparison.cases, [](const ComparedCase& row) {
    return is_gated(row) && row.outcome != Outcome::inconclusive && row.outcome != Outcome::suspected;
  }));
}

}  // namespace

CompareRules rules_of(const Policy& policy, const Ledger* ledger) {
  CompareRules rules;
  rules.thresholds = policy.thresholds;
  rules.ledger = ledger;
  rules.bounds = [&policy](const CaseKey& key) { return policy.bounds_of(key); };
  rules.left_out = [&policy](const CaseKey& key) { return policy.left_out(key); };
  return rules;
}

GateResult judge(Comparison comparison, const Policy& policy, const std::string& today) {
  GateResult result;
  result.comparison = std::move(comparison);
  apply_expectations(result, policy, today);
  result.code = exit_code(result.comparison);
  const std::size_t decided = count_decided(result.comparison);
  if (decided < policy.min_gated) {
    result.notes.push_back(
        fmt::format("{} cases have a verdict, the policy asks for {}", decided, policy.min_gated));
    if (result.code == ExitCode::good || result.code == ExitCode::inconclusive)
      result.code = ExitCode::incomparable;
  }
  return result;
}

GateResult gate(const Side& baseline, const Side& candidate, const Policy& policy, const Ledger* ledger,
                const std::string& today) {
  return judge(compare(baseline, candidate, rules_of(policy, ledger)), policy, today);
}

}  // namespace gpubench::results
