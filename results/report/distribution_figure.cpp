#include <fmt/format.h>
#include <fmt/ranges.h>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/statistics/location.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

constexpr const char* kTime = R"~({"field":"t","type":"quantitative","scale":{"type":"log","nice":false},
  "title":"time an operation","axis":{"labelExpr":"format(datum.value,'~s')+'s'","tickCount":5}})~";

/// A row a launch; its times and the shares of samples up to them are made rows of their own by the page.
json data_of(const Report& report, const ReportCase& one) {
  json values = json::array();
  for (const CaseLaunch& launch : one.launches) {
    json times = json::array(), shares = json::array();
    const auto n = static_cast<double>(launch.times.size());
    for (std::size_t i = 0; i < launch.times.size(); ++i) {
      times.push_back(rounded(launch.times[i], 6));
      shares.push_back(rounded((static_cast<double>(i) + 0.5) / n));
    }
    const ReportLaunch& source = report.launches[launch.launch];
    values.push_back(
        {{"launch", source.label}, {"series", report.series[source.series]}, {"t", times}, {"p", shares}});
  }
  return {{"values", values}};
}

FigureTable table_of(const Report& report, const ReportCase& one) {
  FigureTable table{{"launch", "median", "5 %", "25 %", "75 %", "95 %", "flags"}, {}};
  for (const CaseLaunch& launch : one.launches) {
    if (launch.times.empty()) continue;
    const auto at = [&](double p) { return format_value(quantile(launch.times, p), one.unit); };
    table.rows.push_back({report.launches[launch.launch].label, at(0.5), at(0.05), at(0.25), at(0.75),
                          at(0.95), fmt::format("{}", fmt::join(launch.row.flags, " "))});
  }
  return table;
}

}  // namespace

std::vector<Figure> draw_distribution(const Report& report, const ReportCase& one) {
  const FigureTable table = table_of(report, one);
  if (table.rows.empty()) return {};
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
  if (one.unit != "s") {  // an imported rate
    json axis = {{"format", "~s"}, {"tickCount", 5}};
    for (json* spec : {&strip, &curve}) {
      (*spec)["encoding"]["x"]["title"] = one.unit;
      (*spec)["encoding"]["x"]["axis"] = axis;
    }
  }
  strip["data"] = curve["data"] = data_of(report, one);
  strip["height"] = {{"step", one.launches.size() > 12 ? 10 : 18}};
  curve["height"] = 180;
  if (report.series.size() < 2)
    for (json* spec : {&strip, &curve}) (*spec)["encoding"].erase("color");
  const std::string samples =
      fmt::format("Times of {}", case_label(one.key.name, one.key.axes, one.key.backend));
  return {{"strip-" + one.id, "Where the samples lie",
           samples + ": a tick is a quantile of one launch's samples; a dense place is where many lie.",
           strip, table},
          {"ecdf-" + one.id,
           "Share of samples that took no longer",
           samples + ": a steep curve repeats well; a step in it is a second mode.",
           curve,
           {}}};
}

}  // namespace gpubench::results
