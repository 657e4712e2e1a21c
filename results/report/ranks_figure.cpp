#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "results/comparison/comparison_words.hpp"
#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/report/rank_words.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

/// More columns are narrower than a screen shows; then a column is a block of ranks, by its worst.
constexpr std::size_t kColumnsMax = 128, kColumnsMin = 32;
/// Of all maps together: more cells take a browser more than a second.
constexpr std::size_t kCellsMax = 20000;
/// Sites of which a map is drawn.
constexpr std::size_t kMapsMax = 4;
constexpr std::size_t kRanksNamed = 8;

/// How much longer each rank took than the median of the others, on ln time.
struct CaseRanks {
  std::string label;
  std::map<std::int32_t, double> beyond;
};

/// Mean over the series' launches.
std::map<std::int32_t, double> ranks_of(const Report& report, const ReportCase& one, std::size_t series) {
  std::map<std::int32_t, std::pair<double, std::size_t>> sums;
  for (const CaseLaunch& launch : one.launches) {
    if (report.launches[launch.launch].series != series) continue;
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

std::vector<CaseRanks> rows_of(const Report& report, std::size_t series) {
  std::vector<CaseRanks> rows;
  for (const ReportCase& one : report.cases)
    if (auto means = ranks_of(report, one, series); !means.empty())
      rows.push_back({case_label(one.key.name, one.key.axes, one.key.backend), std::move(means)});
  return rows;
}

/// The rows in which some rank lies farthest from the others, in their order.
void keep_farthest(std::vector<CaseRanks>& rows, std::size_t count) {
  if (rows.size() <= count) return;
  const auto farthest = [](const CaseRanks& row) {
    double most = 0;
    for (const auto& [rank, effect] : row.beyond) most = std::max(most, std::abs(effect));
    return most;
  };
  std::vector<double> all;
  for (const CaseRanks& row : rows) all.push_back(farthest(row));
  std::vector<double> sorted = all;
  std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(count), std::greater<>());
  std::vector<CaseRanks> kept;
  for (std::size_t i = 0; i < rows.size() && kept.size() < count; ++i)
    if (all[i] >= sorted[count]) kept.push_back(std::move(rows[i]));
  rows = std::move(kept);
}

/// Ranks, or blocks of them.
struct RankColumns {
  std::size_t span = 0, block = 1;

  std::size_t count() const { return (span + block - 1) / block; }
  std::string name(std::size_t column) const {
    return block == 1 ? std::to_string(column)
                      : fmt::format("{}-{}", column * block, std::min(span, (column + 1) * block) - 1);
  }
  /// The slowest of each.
  std::map<std::size_t, double> worst(const std::map<std::int32_t, double>& beyond) const {
    std::map<std::size_t, double> worst;
    for (const auto& [rank, effect] : beyond) {
      const auto [place, fresh] = worst.emplace(static_cast<std::size_t>(rank) / block, effect);
      place->second = fresh ? effect : std::max(place->second, effect);
    }
    return worst;
  }
};

RankColumns columns_of(const std::vector<CaseRanks>& rows, std::size_t cells_max) {
  RankColumns columns;
  for (const CaseRanks& row : rows)
    columns.span = std::max(columns.span, static_cast<std::size_t>(row.beyond.rbegin()->first) + 1);
  const std::size_t most = std::clamp(cells_max / rows.size(), kColumnsMin, kColumnsMax);
  columns.block = (columns.span + most - 1) / most;
  return columns;
}

double tenth_of_percent(double effect) {
  return std::round(1000 * std::expm1(effect)) / 10;
}

FigureTable table_of(const std::vector<CaseRanks>& rows, const RankColumns& columns) {
  FigureTable table{{"case", "slowest", "beside the others", "fastest", "beside the others"}, {}};
  for (std::size_t column = 0; column < columns.count(); ++column)
    table.columns.push_back((columns.block == 1 ? "rank " : "ranks ") + columns.name(column));
  for (const CaseRanks& row : rows) {
    const auto [least, most] =
        std::ranges::minmax_element(row.beyond, {}, [](const auto& one) { return one.second; });
    std::vector<std::string> cells = {row.label, fmt::format("rank {}", most->first), percent(most->second),
                                      fmt::format("rank {}", least->first), percent(least->second)};
    cells.resize(table.columns.size());
    for (const auto& [column, effect] : columns.worst(row.beyond))
      cells[5 + column] = fmt::format("{:+.1f}", tenth_of_percent(effect));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

json spec_of(const std::vector<CaseRanks>& rows, const RankColumns& columns) {
  json values = json::array();
  for (const CaseRanks& row : rows) {
    json places = json::array(), effects = json::array();
    for (const auto& [column, effect] : columns.worst(row.beyond)) {
      places.push_back(column);
      effects.push_back(tenth_of_percent(effect));
    }
    values.push_back({{"case", row.label}, {"column", places}, {"percent", effects}});
  }
  json spec = json_of(R"~({"transform":[{"flatten":["column","percent"]}],"mark":{"type":"rect"},
    "encoding":{"x":{"field":"column","type":"ordinal","axis":{"labelOverlap":true,"labelAngle":0}},
      "y":{"field":"case","type":"nominal","sort":null,"title":null,"axis":{"labelOverlap":true,"labelSeparation":0}},
      "color":{"field":"percent","type":"quantitative","title":"% slower",
        "scale":{"scheme":"blueorange","domain":[-10,10],"domainMid":0,"clamp":true}},
      "tooltip":[{"field":"case"},{"field":"column"},{"field":"percent"}]}})~");
  spec["encoding"]["x"]["title"] =
      columns.block == 1 ? "rank" : fmt::format("block of {} ranks, from rank 0 on", columns.block);
  spec["height"] = {{"step", rows.size() > 120 ? 4 : 13}};
  spec["data"]["values"] = values;
  spec["usermeta"]["canvas"] = rows.size() * columns.count() > 4000;
  return spec;
}

/// Whose ranks they are, who stands out, and what a cell is.
std::string finding_of(const Report& report, std::size_t series, const RankColumns& columns) {
  std::string text = report.series.size() > 1 ? fmt::format("Ranks of {}. ", report.series[series]) : "";
  const std::vector<std::string> named = ranks_outstanding(report, series);
  if (named.empty()) text += report.comparison ? "No rank changed beyond the others." : "No rank stands out.";
  for (std::size_t i = 0; i < std::min(named.size(), kRanksNamed); ++i)
    text += (i > 0 ? "; " : "") + named[i];
  if (named.size() > kRanksNamed) text += fmt::format("; and {} more", named.size() - kRanksNamed);
  if (!named.empty()) text += ".";
  return text +
         (columns.block == 1
              ? " A cell is how much longer a rank took than the median of the others."
              : fmt::format(" A cell is the slowest of {} ranks, the first {}, beside the median of the "
                            "others: one of each rank would be too narrow to see.",
                            columns.block, columns.name(0)));
}

}  // namespace

std::vector<Figure> draw_ranks(const Report& report) {
  std::vector<std::pair<std::size_t, std::vector<CaseRanks>>> maps;
  for (std::size_t series = 0; series < report.series.size(); ++series) {
    if (report.comparison && series + 1 < report.series.size()) continue;  // the candidate, who is named
    if (auto rows = rows_of(report, series); !rows.empty()) maps.emplace_back(series, std::move(rows));
  }
  std::ranges::stable_partition(
      maps, [&](const auto& map) { return !ranks_outstanding(report, map.first).empty(); });
  const std::size_t drawn = std::min(maps.size(), kMapsMax);
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < drawn; ++i) {
    auto& [series, rows] = maps[i];
    const std::size_t all = rows.size();
    keep_farthest(rows, kCellsMax / drawn / kColumnsMin);
    const RankColumns columns = columns_of(rows, kCellsMax / drawn);
    std::string words = finding_of(report, series, columns);
    if (rows.size() < all)
      words += fmt::format(" Of {} cases those {} are here in which a rank lies farthest from the others.",
                           all, rows.size());
    if (i + 1 == drawn && maps.size() > drawn)
      words += fmt::format(" {} of {} sites are drawn, those with a rank that stands out first.", drawn,
                           maps.size());
    figures.push_back({drawn == 1 ? "ranks" : fmt::format("ranks-{}", i + 1),
                       drawn == 1 ? "Cases and ranks" : "Cases and ranks, " + report.series[series],
                       words,
                       spec_of(rows, columns),
                       {table_of(rows, columns)}});
  }
  return figures;
}

}  // namespace gpubench::results
