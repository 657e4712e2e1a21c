#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/report/report_cases.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

constexpr const char* kTime = R"~({"field":"t","type":"quantitative","scale":{"type":"log","nice":false},
  "title":"time an operation","axis":{"labelExpr":"format(datum.value,'~s')+'s'","tickCount":5}})~";

constexpr std::size_t kPointsMarked = 12;

/// As many as there is room for, evenly of all, so that every side has its share.
std::vector<const CaseLaunch*> launches_of(const ReportCase& one, const PageRoom& room) {
  std::vector<const CaseLaunch*> measured, shown;
  for (const CaseLaunch& launch : one.launches)
    if (!launch.times.empty()) measured.push_back(&launch);
  const std::size_t count = std::min(measured.size(), room.launches);
  for (std::size_t i = 0; i < count; ++i) shown.push_back(measured[i * measured.size() / count]);
  return shown;
}

/// A row a launch; its times and the shares of samples up to them are made rows of their own by the page.
json data_of(const Report& report, const std::vector<const CaseLaunch*>& launches, const PageRoom& room) {
  json values = json::array();
  for (const CaseLaunch* launch : launches) {
    const std::vector<double> drawn = thinned(launch->times, room.points);
    json times = json::array(), shares = json::array();
    const auto n = static_cast<double>(drawn.size());
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      times.push_back(rounded(drawn[i], 6));
      shares.push_back(rounded((static_cast<double>(i) + 0.5) / n));
    }
    const ReportLaunch& source = report.launches[launch->launch];
    values.push_back(
        {{"launch", source.label}, {"series", report.series[source.series]}, {"t", times}, {"p", shares}});
  }
  return {{"values", values}};
}

FigureTable table_of(const Report& report, const ReportCase& one,
                     const std::vector<const CaseLaunch*>& launches) {
  FigureTable table{{"launch"}, {}};
  for (const double share : kQuantiles)
    table.columns.push_back(share == 0.5 ? "median" : fmt::format("{:g} %", 100 * share));
  table.columns.emplace_back("flags");
  for (const CaseLaunch* launch : launches) {
    std::vector<std::string> cells = {report.launches[launch->launch].label};
    for (const double value : launch->quantiles) cells.push_back(format_value(value, one.telling.unit));
    cells.push_back(fmt::format("{}", fmt::join(launch->row.flags, " ")));
    table.rows.push_back(std::move(cells));
  }
  table.note = "Quantiles of all samples. The drawing has more of them; gpubench export has every sample.";
  return table;
}

}  // namespace

std::vector<Figure> draw_distribution(const Report& report, const ReportCase& one, const PageRoom& room) {
  const std::vector<const CaseLaunch*> launches = launches_of(one, room);
  if (launches.empty()) return {};
  json strip = json_of(R"~({"transform":[{"flatten":["t","p"]}],
    "mark":{"type":"tick","thickness":1,"opacity":0.5},
    "encoding":{"y":{"field":"launch","type":"nominal","title":null,"sort":null},
      "color":{"field":"series","type":"nominal","sort":null,"legend":null}}})~");
  json curve = json_of(R"~({"transform":[{"flatten":["t","p"]}],
    "mark":{"type":"line","interpolate":"step-after","strokeWidth":1.5},
    "encoding":{"y":{"field":"p","type":"quantitative","title":"share of samples","axis":{"format":"%"},
        "scale":{"domain":[0,1]}},
      "detail":{"field":"launch","type":"nominal"},
      "color":{"field":"series","type":"nominal","title":null,"sort":null,"legend":{"symbolType":"stroke","columns":4}}}})~");
  strip["encoding"]["x"] = curve["encoding"]["x"] = json_of(kTime);
  if (one.telling.unit != "s") {
    json axis = {{"format", "~s"}, {"tickCount", 5}};
    for (json* spec : {&strip, &curve}) {
      (*spec)["encoding"]["x"]["title"] = one.telling.unit;
      (*spec)["encoding"]["x"]["axis"] = axis;
    }
  }
  strip["data"] = data_of(report, launches, room);
  curve["usermeta"]["data"] = "spec-strip-" + one.id;  // the same: the page holds it once
  strip["height"] = {{"step", launches.size() > 12 ? 10 : 18}};
  curve["height"] = 180;
  // A line through one point is none.
  const auto few = [](const CaseLaunch* launch) { return launch->times.size() <= kPointsMarked; };
  curve["mark"]["point"] = std::ranges::any_of(launches, few);
  if (report.series.size() < 2)
    for (json* spec : {&strip, &curve}) (*spec)["encoding"].erase("color");
  std::string samples = fmt::format("{} of {}", one.telling.unit == "s" ? "Times" : "Figures",
                                    case_label(one.key.name, one.key.axes, one.key.backend));
  if (launches.size() < one.launches.size())
    samples += fmt::format(" in {} of its {} launches", launches.size(), one.launches.size());
  return {{"strip-" + one.id,
           "Where the samples lie",
           samples + ": a tick is a quantile of one launch's samples; a dense place is where many lie.",
           strip,
           {table_of(report, one, launches)}},
          {"ecdf-" + one.id,
           one.telling.unit == "s" ? "Share of samples that took no longer"
                                   : "Share of samples that are no higher",
           samples + ": a steep curve repeats well; a step in it is a second mode.",
           curve,
           {}}};
}

}  // namespace gpubench::results
