#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "results/comparison/comparison_words.hpp"
#include "results/json.hpp"
#include "results/report/figures.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

/// More columns are narrower than a screen shows; then a column is a block of ranks, by its worst.
constexpr std::size_t kColumnsMax = 128, kColumnsMin = 32;
/// More cells take a browser more than a second.
constexpr std::size_t kCellsMax = 20000;

/// Mean over the last series' launches: of a comparison the candidate.
std::map<std::int32_t, double> ranks_of(const Report& report, const ReportCase& one) {
  std::map<std::int32_t, std::pair<double, std::size_t>> sums;
  for (const CaseLaunch& launch : one.launches) {
    if (report.launches[launch.launch].series + 1 != report.series.size()) continue;
    for (std::size_t i = 0; i < launch.ranks.size(); ++i) {
      auto& [sum, count] = sums[launch.ranks[i]];
      sum += launch.beyond[i];
      ++count;
    }
  }
  std::map<std::int32_t, double> means;
  for (const auto& [rank, sum] : sums) means[rank] = sum.first / static_cast<double>(sum.second);
  return means;
}

/// The ranks that are named, in words.
std::string named_text(const Report& report) {
  std::string text;
  const auto add = [&](const std::string& words) { text += (text.empty() ? "" : "; ") + words; };
  if (report.comparison) {
    for (const RankRow& row : report.comparison->ranks) add(rank_text(row));
    return text.empty() ? "No rank changed beyond the others." : text + ".";
  }
  std::set<std::string> lags;
  for (std::size_t i = 0; i < report.views.size(); ++i)
    if (report.launches[i].series + 1 == report.series.size())
      for (const Lag& lag : report.views[i].lags)
        lags.insert(fmt::format("rank {}: {} {:.1f} % slower than the others, in {} of {} cases", lag.rank,
                                lag.resource, 100 * std::expm1(lag.effect), lag.agreeing, lag.cases));
  for (const std::string& one : lags) add(one);
  return text.empty() ? "No rank stands out." : text + ".";
}

}  // namespace

std::vector<Figure> draw_ranks(const Report& report) {
  std::set<std::int32_t> ranks;
  std::vector<std::pair<std::string, std::map<std::int32_t, double>>> rows;
  for (const ReportCase& one : report.cases) {
    auto means = ranks_of(report, one);
    if (means.empty()) continue;
    for (const auto& [rank, effect] : means) ranks.insert(rank);
    rows.emplace_back(case_label(one.key.name, one.key.axes, one.key.backend), std::move(means));
  }
  if (rows.empty()) return {};
  const auto span = static_cast<std::size_t>(*ranks.rbegin()) + 1;
  const std::size_t columns_max = std::clamp(kCellsMax / rows.size(), kColumnsMin, kColumnsMax);
  const std::size_t block = (span + columns_max - 1) / columns_max;
  const auto name_of = [&](std::size_t column) {
    return block == 1 ? std::to_string(column)
                      : fmt::format("{}-{}", column * block, std::min(span, (column + 1) * block) - 1);
  };
  json values = json::array();
  FigureTable table{{"case", "slowest", "beside the others", "fastest", "beside the others"}, {}};
  for (const auto& [label, means] : rows) {
    std::map<std::size_t, double> worst;
    for (const auto& [rank, effect] : means) {
      const auto [place, fresh] = worst.emplace(static_cast<std::size_t>(rank) / block, effect);
      place->second = fresh ? effect : std::max(place->second, effect);
    }
    json columns = json::array(), effects = json::array();
    for (const auto& [column, effect] : worst) {
      columns.push_back(column);
      effects.push_back(std::round(1000 * std::expm1(effect)) / 10);
    }
    values.push_back({{"case", label}, {"column", columns}, {"percent", effects}});
    const auto [least, most] =
        std::ranges::minmax_element(means, {}, [](const auto& one) { return one.second; });
    table.rows.push_back({label, fmt::format("rank {}", most->first), percent(most->second),
                          fmt::format("rank {}", least->first), percent(least->second)});
  }
  json spec = json_of(R"~({"transform":[{"flatten":["column","percent"]}],"mark":{"type":"rect"},
    "encoding":{"x":{"field":"column","type":"ordinal","axis":{"labelOverlap":true,"labelAngle":0}},
      "y":{"field":"case","type":"nominal","sort":null,"title":null,"axis":{"labelOverlap":true}},
      "color":{"field":"percent","type":"quantitative","title":"% slower",
        "scale":{"scheme":"blueorange","domain":[-10,10],"domainMid":0,"clamp":true}},
      "tooltip":[{"field":"case"},{"field":"column"},{"field":"percent"}]}})~");
  spec["encoding"]["x"]["title"] =
      block == 1 ? "rank" : fmt::format("block of {} ranks, from rank 0 on", block);
  spec["height"] = {{"step", rows.size() > 120 ? 4 : 13}};
  spec["data"]["values"] = values;
  spec["usermeta"]["canvas"] = rows.size() * std::min(span, columns_max) > 4000;
  const std::string how =
      block == 1
          ? "A cell is how much longer a rank took than the median of the others."
          : fmt::format("A cell is the slowest of {} ranks, the first {}, beside the median of the others.",
                        block, name_of(0));
  return {{"ranks", "Cases and ranks", named_text(report) + " " + how, spec, table}};
}

}  // namespace gpubench::results
