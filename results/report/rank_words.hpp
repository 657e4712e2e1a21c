/// RankWords: the ranks that stand out, in words.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "results/report/report.hpp"

namespace gpubench::results {

/// A line each: of two sides the ranks that changed beyond the others; else those that lag in a launch, of
/// that series where one is given; what several launches of a series say is told once.
std::vector<std::string> ranks_outstanding(const Report& report, std::optional<std::size_t> series = {});

}  // namespace gpubench::results
