/// ReferenceWords: what text and Markdown of a reference say alike.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "results/reference/reference.hpp"

namespace gpubench::results {

/// What a share is, and that it is no verdict.
std::array<const char*, 2> share_sentences();
/// "83.5 %", "0.420 %", "1250 %": three digits below 1000; empty where there is none.
std::string format_share(std::optional<double> share);
std::string time_text(const CaseFigures& figures);
std::string rate_text(const CaseFigures& figures);  ///< Empty where there is none.
/// "memory/triad f64, 3 cases: why", by remark, those without a share first.
std::vector<std::string> remarks(const Reference& reference);
/// "12 cases beside the reference, 3 without a share; 4 only in this run, 1 only in the reference"
std::string coverage_text(const Reference& reference);

}  // namespace gpubench::results
