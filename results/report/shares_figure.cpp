#include <fmt/format.h>

#include <algorithm>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/row_order.hpp"

namespace gpubench::results {

std::vector<Figure> draw_shares(const Report& report) {
  nlohmann::json values = nlohmann::json::array();
  FigureTable table{{"case", "of what", "share of ceiling"}, {}};
  std::optional<double> least;
  std::string least_case;
  for (const ReportCase& one : report.cases) {
    const Row& first = one.launches.front().row;
    const std::string label = case_label(one.key.name, one.key.axes, one.key.backend);
    for (std::size_t series = 0; series < report.series.size(); ++series) {
      const auto share = median_of(report, one, series, &Row::share_of_ceiling);
      if (!share || (first.sets_ceiling && *share >= 1)) continue;  // is the ceiling
      values.push_back({{"group", group_of(one.key.name)},
                        {"case", label},
                        {"share", rounded(*share)},
                        {"series", report.series[series]}});
      table.rows.push_back({label,
                            first.ceiling + (report.series.size() > 1 ? ", " + report.series[series] : ""),
                            fmt::format("{:.1f} %", 100 * *share)});
      if (!least || *share < *least) {
        least = share;
        least_case = label;
      }
    }
  }
  if (!least) return {};
  nlohmann::json spec = json_of(R"~({"height":{"step":34},
    "mark":{"type":"point","filled":true,"size":60,"opacity":0.7},
    "encoding":{"x":{"field":"share","type":"quantitative","title":"share of the ceiling measured beside it",
        "axis":{"format":"%"},"scale":{"zero":true}},
      "y":{"field":"group","type":"nominal","sort":null,"title":null},
      "tooltip":[{"field":"case"},{"field":"share","format":".1%"}]}})~");
  if (report.series.size() > 1)
    spec["encoding"]["color"] = spec["encoding"]["shape"] = {
        {"field", "series"}, {"type", "nominal"}, {"title", nullptr}, {"sort", nullptr}};
  spec["data"]["values"] = values;
  return {
      {"shares",
       "How near each case comes to its ceiling",
       fmt::format("A ceiling is what the fastest case of its kind reached in the same launch. Of {} figures "
                   "the least is {:.1f} %: {}.",
                   table.rows.size(), 100 * *least, least_case),
       spec,
       {table}}};
}

}  // namespace gpubench::results
