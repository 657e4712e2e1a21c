#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "results/json.hpp"
#include "results/report/axis.hpp"
#include "results/report/figures.hpp"
#include "results/row_order.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

/// A page of more curves than this is not read; the table of cases has all.
constexpr std::size_t kMessageFigures = 12;
constexpr std::size_t kMessageSizesMin = 2;

struct MessagePoint {
  std::string curve, series;
  double bytes = 0, seconds = 0;
};

std::vector<MessagePoint> messages_of(const Report& report) {
  std::vector<MessagePoint> points;
  for (const ReportCase& one : report.cases) {
    const std::string group = group_of(one.key.name);
    const auto bytes = size_of(one, "size");
    if (!bytes || (group != "collectives" && group != "point_to_point")) continue;
    for (std::size_t series = 0; series < report.series.size(); ++series)
      if (const auto time = median_of(report, one, series, &Row::time_median))
        points.push_back({label_without(one, "size"), report.series[series], *bytes, *time});
  }
  std::map<std::pair<std::string, std::string>, std::size_t> sizes;
  for (const MessagePoint& point : points) ++sizes[{point.curve, point.series}];
  std::erase_if(points, [&](const MessagePoint& point) {
    return sizes[{point.curve, point.series}] < kMessageSizesMin;
  });
  return points;
}

/// colour: what tells curves apart.
Figure draw_curves(const std::string& id, const std::string& title, const std::string& finding,
                   const std::vector<MessagePoint>& points, const char* colour) {
  json values = json::array();
  FigureTable table{{"operation", "side or site", "message", "time"}, {}};
  for (const MessagePoint& point : points) {
    values.push_back({{"curve", point.curve},
                      {"series", point.series},
                      {"bytes", point.bytes},
                      {"t", rounded(point.seconds)}});
    table.rows.push_back({point.curve, point.series, format_bytes(point.bytes), format_time(point.seconds)});
  }
  json spec = json_of(R"~({"height":240,"mark":{"type":"line","point":true},
    "encoding":{"x":{"field":"bytes","type":"quantitative","scale":{"type":"log","base":2},"title":"message",
        "axis":{"labelExpr":"datum.value>=1073741824?datum.value/1073741824+' GiB':datum.value>=1048576?datum.value/1048576+' MiB':datum.value>=1024?datum.value/1024+' KiB':datum.value+' B'"}},
      "y":{"field":"t","type":"quantitative","scale":{"type":"log"},"title":"time",
        "axis":{"labelExpr":"format(datum.value,'~s')+'s'","tickCount":4}},
      "color":{"type":"nominal","title":null,"sort":null,"legend":{"orient":"bottom","columns":2,"labelLimit":300}},
      "shape":{"type":"nominal","title":null,"sort":null,"legend":{"orient":"bottom","columns":2,"labelLimit":300}},
      "tooltip":[{"field":"curve"},{"field":"series"},{"field":"bytes"},{"field":"t"}]}})~");
  spec["encoding"]["color"]["field"] = spec["encoding"]["shape"]["field"] = colour;
  spec["data"]["values"] = values;
  return {id, title, finding, spec, table};
}

}  // namespace

std::vector<Figure> draw_messages(const Report& report) {
  const std::vector<MessagePoint> points = messages_of(report);
  if (points.empty()) return {};
  std::map<std::string, std::vector<MessagePoint>> apart;
  for (const MessagePoint& point : points)
    apart[report.series.size() > 1 ? point.curve : group_of(point.curve)].push_back(point);
  std::vector<Figure> figures;
  for (const auto& [name, of_name] : apart) {
    if (figures.size() == kMessageFigures) break;
    const std::string some =
        apart.size() > kMessageFigures && figures.size() + 1 == kMessageFigures
            ? fmt::format(" {} more are in the table of cases.", apart.size() - kMessageFigures)
            : "";
    const bool overlaid = report.series.size() > 1;
    figures.push_back(draw_curves(fmt::format("messages-{}", figures.size() + 1), name,
                                  (overlaid ? "Time over the message's size; a curve a side or site."
                                            : "Time over the message's size; a curve an operation.") +
                                      some,
                                  of_name, overlaid ? "series" : "curve"));
  }
  return figures;
}

}  // namespace gpubench::results
