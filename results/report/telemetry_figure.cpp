#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/row_order.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

/// Launches drawn one above another.
constexpr std::size_t kLaunchesDrawn = 4;

struct Timed {
  std::string launch, group, label;
  Reading reading;
};

/// By what was read; of the first launches of a series each, so that both sides are there.
std::map<std::string, std::vector<Timed>> timed_of(const Report& report) {
  std::vector<std::size_t> drawn;
  for (std::size_t series = 0; series < report.series.size() && drawn.size() < kLaunchesDrawn; ++series)
    drawn.push_back(static_cast<std::size_t>(
        std::ranges::find(report.launches, series, &ReportLaunch::series) - report.launches.begin()));
  std::map<std::string, std::vector<Timed>> timed;
  for (const ReportCase& one : report.cases)
    for (const CaseLaunch& launch : one.launches)
      if (std::ranges::find(drawn, launch.launch) != drawn.end())
        for (const auto& [what, readings] : launch.readings)
          for (const Reading& reading : readings)
            timed[what].push_back({report.launches[launch.launch].label, group_of(one.key.name),
                                   case_label(one.key.name, one.key.axes, one.key.backend), reading});
  for (auto& [what, readings] : timed)
    std::ranges::stable_sort(readings, {},
                             [](const Timed& one) { return std::tie(one.launch, one.reading.begin); });
  return timed;
}

Figure draw_series(const std::string& what, const std::vector<Timed>& timed, std::size_t number) {
  json values = json::array();
  std::map<std::pair<std::string, std::string>, Reading> by_case;
  const Timed* worst = &timed.front();
  const bool falls = what.find("clock") != std::string::npos;  // there the low is what costs time
  for (const Timed& one : timed) {
    const Reading& r = one.reading;
    values.push_back({{"launch", one.launch},
                      {"group", one.group},
                      {"case", one.label},
                      {"b", rounded(r.begin)},
                      {"e", rounded(r.end)},
                      {"low", rounded(r.low)},
                      {"mid", rounded(r.median)},
                      {"high", rounded(r.high)}});
    const auto [place, fresh] = by_case.emplace(std::pair(one.launch, one.label), r);
    Reading& all = place->second;
    all = {std::min(all.begin, r.begin), std::max(all.end, r.end), std::min(all.low, r.low),
           fresh ? r.median : 0.5 * (all.median + r.median), std::max(all.high, r.high)};
    if (falls ? r.low < worst->reading.low : r.high > worst->reading.high) worst = &one;
  }
  FigureTable table{{"case", "launch", "from, s", "to, s", "lowest", "highest"}, {}};
  for (const auto& [name, r] : by_case)
    table.rows.push_back({name.second, name.first, fmt::format("{:.2f}", r.begin),
                          fmt::format("{:.2f}", r.end), fmt::format("{:.4g}", r.low),
                          fmt::format("{:.4g}", r.high)});
  json spec = json_of(R"~({"height":150,"layer":[
    {"mark":{"type":"rule","strokeWidth":3,"opacity":0.35},
     "encoding":{"y":{"field":"low","type":"quantitative","scale":{"zero":false}},"y2":{"field":"high"}}},
    {"mark":{"type":"point","filled":true,"size":16,"opacity":0.9},
     "encoding":{"y":{"field":"mid","type":"quantitative","scale":{"zero":false}},
       "tooltip":[{"field":"case"},{"field":"launch"},{"field":"b","title":"from, s"},{"field":"low"},{"field":"mid"},{"field":"high"}]}}],
    "encoding":{"x":{"field":"b","type":"quantitative","title":"time in the launch, s"},
      "color":{"field":"group","type":"nominal","title":null,"legend":{"orient":"bottom","columns":4}}}})~");
  for (json& layer : spec["layer"]) layer["encoding"]["y"]["title"] = what;
  if (timed.front().launch != timed.back().launch)
    spec["layer"][1]["encoding"]["shape"] = {{"field", "launch"}, {"type", "nominal"}, {"title", nullptr}};
  spec["data"]["values"] = values;
  return {
      fmt::format("telemetry-{}", number), what,
      fmt::format("A bar spans what all participants read in a part of a case's time, a point is the median. "
                  "The {} is {:.4g}, {:.1f} s into {}, in {}.",
                  falls ? "lowest" : "highest", falls ? worst->reading.low : worst->reading.high,
                  worst->reading.begin, worst->launch, worst->label),
      spec, table};
}

}  // namespace

std::vector<Figure> draw_telemetry(const Report& report) {
  std::vector<Figure> figures;
  for (const auto& [what, timed] : timed_of(report))
    figures.push_back(draw_series(what, timed, figures.size() + 1));
  return figures;
}

}  // namespace gpubench::results
