/// ComparisonWords: what text and Markdown say alike.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/comparison.hpp"

namespace gpubench::results {

std::string percent(double effect);                ///< e^effect - 1: "+5.0 %".
std::string change_text(const ComparedCase& row);  ///< Empty where there is none.
/// "+4.1 .. +5.9 %"; empty where there is none.
std::string interval_text(std::optional<double> effect, std::optional<double> half_width);
std::string typical_text(const ComparedCase& row);  ///< Of the baseline; of a NEW case the candidate's.
std::string flags_text(const ComparedCase& row);

/// "5 launches of 8 ranks, lab, 2026-01-01T... to 2026-01-02T..., standard profile"
std::string side_text(const Side& side);
/// "12 pairs", "5 and 5 launches, not paired", "one launch a side: ..."
std::string design_text(const Comparison& comparison);
/// Values of one fact, those of many cut: "A | B | 3 more"; "(missing)" where there is none.
std::string values_text(const SideFact& fact);
/// "rank 3 (device 1234): memory 5.1 % slower than the others, in 6 of 6 cases"
std::string rank_text(const RankRow& row);
/// "2 REGRESSED, 1 IMPROVED, 40 EQUIVALENT of 43 cases"
std::string counts_text(const Comparison& comparison);
/// What the exit code says, in words.
std::string conclusion_text(const Comparison& comparison);
/// "INCONCLUSIVE: one launch a side ...: 12 cases", by outcome and reason, the worst first.
std::vector<std::string> reasons(const Comparison& comparison);

}  // namespace gpubench::results
