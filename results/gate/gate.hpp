/// Gate: may the candidate replace the baseline? A comparison, under a policy.
#pragma once
#include <string>
#include <vector>

#include "results/comparison/comparison.hpp"
#include "results/gate/policy.hpp"
#include "results/prose.hpp"

namespace gpubench::results {

struct GateResult {
  Comparison comparison;  ///< Changes that the policy expects are EXPECTED.
  std::vector<std::string>
      notes;  ///< What the policy did or could not do: an entry that is past, too few cases.
  ExitCode code = ExitCode::good;
};

/// What a policy says of comparing. Both must outlive what is returned.
CompareRules rules_of(const Policy& policy, const Ledger* ledger);

/// today: ISO 8601 date, which entries of the policy are past by. As exit_code(), but incomparable where
/// fewer cases than the policy's min_gated have a verdict. A candidate without a measured case never passes.
GateResult judge(Comparison comparison, const Policy& policy, const std::string& today);

/// The same of two sides, compared by the policy's rules.
GateResult gate(const Side& baseline, const Side& candidate, const Policy& policy, const Ledger* ledger,
                const std::string& today);

/// "2 REGRESSED, 40 EQUIVALENT of 43 cases: the candidate fails"
std::string conclusion_text(const GateResult& result);

/// The notes, a line each, and the conclusion; fit for a terminal.
std::string notes_text(const GateResult& result, const Prose& prose);

/// A test case a case: failures those that fail the gate, skipped those that were not judged.
std::string junit_xml(const GateResult& result);
/// A line a case that fails or is undecided, as GitHub's workflow commands.
std::string github_annotations(const GateResult& result);
/// The comparison's JSON with "notes" and the gate's exit code.
std::string gate_json(const GateResult& result);

}  // namespace gpubench::results
