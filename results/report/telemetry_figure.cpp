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
  std::vector<Reading> readings;  ///< Ascending by time; never empty.
};

/// The first launch of each series, so that both sides are there.
std::vector<std::size_t> launches_drawn(const Report& report) {
  std::vector<std::size_t> drawn;
  for (std::size_t series = 0; series < report.series.size() && drawn.size() < kLaunchesDrawn; ++series)
    drawn.push_back(static_cast<std::size_t>(
        std::ranges::find(report.launches, series, &ReportLaunch::series) - report.launches.begin()));
  return drawn;
}

/// By what was read.
std::map<std::string, std::vector<Timed>> timed_of(const Report& report,
                                                   const std::vector<std::size_t>& drawn) {
  std::map<std::string, std::vector<Timed>> timed;
  for (const ReportCase& one : report.cases)
    for (const CaseLaunch& launch : one.launches)
      if (std::ranges::find(drawn, launch.launch) != drawn.end())
        for (const auto& [what, readings] : launch.readings)
          timed[what].push_back({report.launches[launch.launch].label, group_of(one.key.name),
                                 case_label(one.key.name, one.key.axes, one.key.backend), readings});
  for (auto& [what, cases] : timed)
    std::ranges::stable_sort(
        cases, {}, [](const Timed& one) { return std::tie(one.launch, one.readings.front().begin); });
  return timed;
}

json values_of(const std::vector<Timed>& timed) {
  json values = json::array();
  for (const Timed& one : timed) {
    json begins = json::array(), lows = json::array(), medians = json::array(), highs = json::array();
    for (const Reading& r : one.readings) {
      begins.push_back(rounded(r.begin));
      lows.push_back(rounded(r.low));
      medians.push_back(rounded(r.median));
      highs.push_back(rounded(r.high));
    }
    values.push_back({{"launch", one.launch},
                      {"group", one.group},
                      {"case", one.label},
                      {"b", begins},
                      {"low", lows},
                      {"mid", medians},
                      {"high", highs}});
  }
  return values;
}

FigureTable table_of(const std::vector<Timed>& timed) {
  FigureTable table{{"case", "launch", "from, s", "to, s", "lowest", "median", "highest"}, {}};
  for (const Timed& one : timed)
    for (const Reading& r : one.readings)
      table.rows.push_back({one.label, one.launch, fmt::format("{:.2f}", r.begin),
                            fmt::format("{:.2f}", r.end), fmt::format("{:.4g}", r.low),
                            fmt::format("{:.4g}", r.median), fmt::format("{:.4g}", r.high)});
  return table;
}

/// What costs time: a low clock, else a high reading.
std::string worst_text(const std::vector<Timed>& timed, bool falls) {
  const auto badness = [falls](const Reading& r) { return falls ? -r.low : r.high; };
  const Timed* of = &timed.front();
  const Reading* worst = &of->readings.front();
  for (const Timed& one : timed)
    for (const Reading& r : one.readings)
      if (badness(r) > badness(*worst)) {
        worst = &r;
        of = &one;
      }
  return fmt::format("The {} is {:.4g}, {:.1f} s into {}, in {}.", falls ? "lowest" : "highest",
                     falls ? worst->low : worst->high, worst->begin, of->launch, of->label);
}

Figure draw_series(const std::string& what, const std::vector<Timed>& timed, std::size_t number) {
  json spec = json_of(R"~({"height":150,"transform":[{"flatten":["b","low","mid","high"]}],"layer":[
    {"mark":{"type":"rule","strokeWidth":3,"opacity":0.35},
     "encoding":{"y":{"field":"low","type":"quantitative","scale":{"zero":false}},"y2":{"field":"high"}}},
    {"mark":{"type":"point","filled":true,"size":16,"opacity":0.9},
     "encoding":{"y":{"field":"mid","type":"quantitative","scale":{"zero":false}},
       "tooltip":[{"field":"case"},{"field":"launch"},{"field":"b","title":"from, s"},{"field":"low"},{"field":"mid"},{"field":"high"}]}}],
    "encoding":{"x":{"field":"b","type":"quantitative","title":"time in the launch, s"},
      "color":{"field":"group","type":"nominal","title":null,"legend":{"orient":"bottom","columns":4,"symbolOpacity":1}}}})~");
  for (json& layer : spec["layer"]) layer["encoding"]["y"]["title"] = what;
  if (timed.front().launch != timed.back().launch)
    spec["layer"][1]["encoding"]["shape"] = {{"field", "launch"}, {"type", "nominal"}, {"title", nullptr}};
  spec["data"]["values"] = values_of(timed);
  const bool falls = what.find("clock") != std::string::npos;
  return {fmt::format("telemetry-{}", number),
          what,
          "A bar spans what all participants read in a part of a case's time, a point is the median. " +
              worst_text(timed, falls),
          spec,
          {table_of(timed)}};
}

}  // namespace

std::vector<Figure> draw_telemetry(const Report& report) {
  const std::vector<std::size_t> drawn = launches_drawn(report);
  std::vector<Figure> figures;
  for (const auto& [what, timed] : timed_of(report, drawn))
    figures.push_back(draw_series(what, timed, figures.size() + 1));
  if (drawn.size() < report.launches.size())
    for (Figure& figure : figures)
      figure.finding +=
          fmt::format(" Of {} launches {} drawn: the first of a side or site.", report.launches.size(),
                      drawn.size() == 1 ? "one is" : std::to_string(drawn.size()) + " are");
  return figures;
}

}  // namespace gpubench::results
