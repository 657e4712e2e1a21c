#include "results/report/rank_words.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <tuple>

#include "results/comparison/comparison_words.hpp"

namespace gpubench::results {

std::vector<std::string> ranks_outstanding(const Report& report, std::optional<std::size_t> series) {
  std::vector<std::string> lines;
  if (report.comparison) {
    for (const RankRow& row : report.comparison->ranks) lines.push_back(rank_text(row));
    return lines;
  }
  // What the launches of a side or site say alike is one line, told by the first of them.
  std::map<std::tuple<std::size_t, std::int32_t, std::string>, std::size_t> launches;
  for (std::size_t i = 0; i < report.views.size(); ++i)
    for (const Lag& lag : report.views[i].lags)
      ++launches[{report.launches[i].series, lag.rank, lag.resource}];
  for (std::size_t i = 0; i < report.views.size(); ++i) {
    if (series && report.launches[i].series != *series) continue;
    for (const Lag& lag : report.views[i].lags) {
      const auto told = launches.extract({report.launches[i].series, lag.rank, lag.resource});
      if (told.empty()) continue;
      const std::string line = fmt::format(
          "{}, rank {}: {} {:.1f} % slower than {}, in {} of {} cases", report.launches[i].label, lag.rank,
          lag.resource, 100 * std::expm1(lag.effect),
          lag.participants >= 3 ? "the others" : "the other (which of the two is unusual can't be told)",
          lag.agreeing, lag.cases);
      const std::size_t more = told.mapped() - 1;
      lines.push_back(more == 0 ? line : fmt::format("{}; and in {} more of its launches", line, more));
    }
  }
  return lines;
}

}  // namespace gpubench::results
