#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/repro/repro_words.hpp"
#include "results/statistics/location.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

/// Pairs of many sites are too many to draw: those whose sites lie farthest apart.
constexpr std::size_t kPairsDrawn = 4;

std::size_t place_of(const Repro& repro, const std::string& site) {
  return static_cast<std::size_t>(std::ranges::find(repro.sites, site, &Site::name) - repro.sites.begin());
}

/// Of each case that both measured.
struct Difference {
  std::string label;
  double seconds = 0;  ///< Mean of both, on ln time as all here.
  double effect = 0;
  Telling telling;
};

std::vector<Difference> differences_of(const Repro& repro, const SitePair& pair) {
  const std::size_t a = place_of(repro, pair.first), b = place_of(repro, pair.second);
  std::vector<Difference> differences;
  for (const CaseRepro& row : repro.cases) {
    if (std::max(a, b) >= row.labs.size() || row.labs[a].empty() || row.labs[b].empty()) continue;
    const double first = mean(row.labs[a]), second = mean(row.labs[b]);
    differences.push_back({case_label(row.key.name, row.key.axes, row.key.backend),
                           std::exp(0.5 * (first + second)), second - first, row.telling});
  }
  return differences;
}

/// A rate has no place on an axis of times.
json values_of(const std::vector<Difference>& differences) {
  json values = json::array();
  for (const Difference& one : differences)
    if (!one.telling.rate)
      values.push_back({{"case", one.label},
                        {"t", rounded(one.telling.value(one.seconds))},
                        {"percent", rounded(100 * std::expm1(one.effect))}});
  return values;
}

FigureTable table_of(const std::vector<Difference>& differences, const SitePair& pair) {
  FigureTable table{{"case", "mean of both", pair.second + " beside " + pair.first}, {}};
  for (const Difference& one : differences)
    table.rows.push_back(
        {one.label, format_value(one.telling.value(one.seconds), one.telling.unit), ratio_text(one.effect)});
  return table;
}

FigureTable table_of_pairs(const Repro& repro) {
  FigureTable table{{"site", "beside", "cases", "mean", "+-", "95 % of cases from", "to", "concordance"}, {}};
  for (const SitePair& pair : repro.pairs)
    table.rows.push_back(
        {pair.second, pair.first, std::to_string(pair.times.cases), ratio_text(pair.times.bias),
         fmt::format("{:.2f} %", 100 * pair.times.bias_half_width), ratio_text(pair.times.lower),
         ratio_text(pair.times.upper), pair.shares ? fmt::format("{:.3f}", pair.shares->value) : ""});
  return table;
}

Figure draw_pair(const Repro& repro, const SitePair& pair, std::size_t number) {
  json spec = json_of(R"~({"height":220,"layer":[
    {"mark":{"type":"rule","strokeWidth":1.5},
     "encoding":{"y":{"field":"percent","type":"quantitative","scale":{"zero":false}},"strokeDash":{"field":"line","type":"nominal","title":null,
       "sort":null,"legend":{"symbolType":"stroke"}}}},
    {"mark":{"type":"point","filled":true,"opacity":0.8},
     "encoding":{"x":{"field":"t","type":"quantitative","scale":{"type":"log","nice":false,"padding":20},"title":"time of a case, mean of both",
         "axis":{"labelExpr":"format(datum.value,'~s')+'s'"}},
       "y":{"field":"percent","type":"quantitative"},
       "tooltip":[{"field":"case"},{"field":"percent"}]}}]})~");
  const auto line = [](const char* name, double effect) -> json {
    return {{"line", name}, {"percent", rounded(100 * std::expm1(effect))}};
  };
  spec["layer"][0]["data"]["values"] =
      json::array({line("mean", pair.times.bias), line("limits of agreement", pair.times.lower),
                   line("limits of agreement", pair.times.upper)});
  const std::vector<Difference> differences = differences_of(repro, pair);
  spec["layer"][1]["data"]["values"] = values_of(differences);
  const auto rates =
      std::ranges::count_if(differences, [](const Difference& one) { return one.telling.rate; });
  std::vector<FigureTable> tables = {table_of(differences, pair)};
  if (number == 1) tables.insert(tables.begin(), table_of_pairs(repro));
  for (json& layer : spec["layer"])
    layer["encoding"]["y"]["title"] = pair.second + " beside " + pair.first + ", %";
  std::string finding = fmt::format(
      "Bland and Altman: times of {} beside {} are {} on the mean of {} cases; 95 % of cases lie from {} to "
      "{}.",
      pair.second, pair.first, ratio_text(pair.times.bias), pair.times.cases, ratio_text(pair.times.lower),
      ratio_text(pair.times.upper));
  if (rates > 0)
    finding += fmt::format(" {} of them, whose rates are known and no times, are in the table alone.", rates);
  return {fmt::format("agreement-{}", number), fmt::format("{} beside {}", pair.second, pair.first),
          std::move(finding), spec, tables};
}

}  // namespace

std::vector<Figure> draw_agreement(const Report& report) {
  if (!report.repro) return {};
  std::vector<const SitePair*> pairs;
  for (const SitePair& pair : report.repro->pairs) pairs.push_back(&pair);
  std::ranges::stable_sort(pairs, std::greater<>(),
                           [](const SitePair* pair) { return std::abs(pair->times.bias); });
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < std::min(pairs.size(), kPairsDrawn); ++i)
    figures.push_back(draw_pair(*report.repro, *pairs[i], i + 1));
  return figures;
}

}  // namespace gpubench::results
