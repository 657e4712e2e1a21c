#include "results/report/rank_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "results/comparison/comparison_words.hpp"

namespace gpubench::results {

std::vector<std::string> ranks_outstanding(const Report& report, std::optional<std::size_t> series) {
  std::vector<std::string> lines;
  if (report.comparison) {
    for (const RankRow& row : report.comparison->ranks) lines.push_back(rank_text(row));
    return lines;
  }
  for (std::size_t i = 0; i < report.views.size(); ++i) {
    if (series && report.launches[i].series != *series) continue;
    for (const Lag& lag : report.views[i].lags)
      lines.push_back(fmt::format(
          "{}, rank {}: {} {:.1f} % slower than {}, in {} of {} cases", report.launches[i].label, lag.rank,
          lag.resource, 100 * std::expm1(lag.effect),
          lag.participants >= 3 ? "the others" : "the other (which of the two is unusual can't be told)",
          lag.agreeing, lag.cases));
  }
  return lines;
}

}  // namespace gpubench::results
