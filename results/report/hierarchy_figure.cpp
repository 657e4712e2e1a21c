#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "results/json.hpp"
#include "results/report/axis.hpp"
#include "results/report/figures.hpp"
#include "results/statistics/knees.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

/// Fewer sizes are no curve.
constexpr std::size_t kSizesMin = 3;
/// More knees are read in a table, not in a sentence.
constexpr std::size_t kKneesTold = 8;

struct SizePoint {
  double bytes = 0, figure = 0;
};
/// By (curve, series).
using Curves = std::map<std::pair<std::string, std::string>, std::vector<SizePoint>>;

Curves curves_of(const Report& report, const std::string& unit) {
  Curves curves;
  for (const ReportCase& one : report.cases) {
    const auto bytes = size_of(one, "working_set");
    if (!bytes || one.launches.front().row.rate_unit != unit) continue;
    for (std::size_t series = 0; series < report.series.size(); ++series)
      if (const auto rate = median_of(report, one, series, &Row::rate))
        curves[{label_without(one, "working_set"), report.series[series]}].push_back({*bytes, *rate});
  }
  for (auto& [name, curve] : curves) std::ranges::sort(curve, {}, &SizePoint::bytes);
  std::erase_if(curves, [](const auto& curve) {
    const auto twice = std::ranges::adjacent_find(curve.second, {}, &SizePoint::bytes);
    return curve.second.size() < kSizesMin || twice != curve.second.end();
  });
  return curves;
}

std::vector<Knee> knees_of(const std::vector<SizePoint>& curve, bool latency) {
  std::vector<CostAt> costs;
  for (const SizePoint& point : curve)
    costs.push_back({point.bytes, latency ? point.figure : 1 / point.figure});
  return find_knees(costs);
}

Figure draw(const Report& report, const Curves& curves, bool latency) {
  const char* unit = latency ? "ns" : "GB/s";
  json points = json::array(), knees = json::array();
  FigureTable table{{"curve", "side or site", "working set", unit}, {}};
  FigureTable told{{"curve", "side or site", "knee", "times slower past it"}, {}};
  std::string words;
  for (const auto& [name, curve] : curves) {
    for (const SizePoint& point : curve) {
      points.push_back({{"curve", name.first},
                        {"series", name.second},
                        {"bytes", point.bytes},
                        {"y", rounded(point.figure)}});
      table.rows.push_back(
          {name.first, name.second, format_bytes(point.bytes), fmt::format("{:.3g}", point.figure)});
    }
    for (const Knee& knee : knees_of(curve, latency)) {
      knees.push_back({{"bytes", rounded(knee.bytes)}, {"knee", format_bytes(knee.bytes)}});
      told.rows.push_back(
          {name.first, name.second, format_bytes(knee.bytes), fmt::format("{:.1f}", knee.factor)});
      if (told.rows.size() > kKneesTold) continue;
      words += fmt::format("{} {}{}: {:.1f} times slower past {}", words.empty() ? "" : ";", name.first,
                           report.series.size() > 1 ? " " + name.second : "", knee.factor,
                           format_bytes(knee.bytes));
    }
  }
  if (told.rows.size() > kKneesTold)
    words += fmt::format("; {} more are in the table", told.rows.size() - kKneesTold);
  json spec = json_of(R"~({"height":260,"layer":[
    {"mark":{"type":"rule","strokeDash":[4,3],"opacity":0.5},
     "encoding":{"x":{"field":"bytes","type":"quantitative"}}},
    {"mark":{"type":"line","point":true},
     "encoding":{"x":{"field":"bytes","type":"quantitative","scale":{"type":"log","base":2},"title":"working set",
         "axis":{"labelExpr":"datum.value>=1073741824?datum.value/1073741824+' GiB':datum.value>=1048576?datum.value/1048576+' MiB':datum.value>=1024?datum.value/1024+' KiB':datum.value+' B'"}},
       "y":{"field":"y","type":"quantitative","scale":{"type":"log"},"axis":{"tickCount":4}},
       "color":{"field":"curve","type":"nominal","title":null,"legend":{"orient":"bottom","columns":1,"labelLimit":400}},
       "detail":{"field":"series"},
       "tooltip":[{"field":"curve"},{"field":"series"},{"field":"bytes"},{"field":"y"}]}}]})~");
  spec["layer"][0]["data"]["values"] = knees;
  spec["layer"][1]["data"]["values"] = points;
  spec["layer"][1]["encoding"]["y"]["title"] = unit;
  if (report.series.size() > 1)
    spec["layer"][1]["encoding"]["strokeDash"] = {
        {"field", "series"}, {"type", "nominal"}, {"title", nullptr}, {"sort", nullptr}};
  std::vector<FigureTable> tables = {table};
  if (!told.rows.empty()) tables.push_back(told);
  return {latency ? "latency-curves" : "bandwidth-curves",
          latency ? "Latency over the working set" : "Bandwidth over the working set",
          words.empty() ? fmt::format("{} curves; none leaves its level.", curves.size())
                        : fmt::format("Dashed lines are knees, where one level of memory ends:{}.", words),
          spec, tables};
}

}  // namespace

std::vector<Figure> draw_hierarchy(const Report& report) {
  std::vector<Figure> figures;
  for (const bool latency : {false, true})
    if (const Curves curves = curves_of(report, latency ? "ns" : "GB/s"); !curves.empty())
      figures.push_back(draw(report, curves, latency));
  return figures;
}

}  // namespace gpubench::results
