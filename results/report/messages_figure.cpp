#include <fmt/format.h>

#include <algorithm>
#include <iterator>
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
/// Colours and shapes that are told apart; from the ninth on they come again.
constexpr std::size_t kCurvesMax = 8;

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
  return {id, title, finding, spec, {table}};
}

struct MessageFigure {
  std::string title, finding;
  std::vector<MessagePoint> points;
};

/// An operation each, on which the first sides or sites lie.
std::vector<MessageFigure> overlaid(const Report& report, const std::vector<MessagePoint>& points) {
  std::map<std::string, std::vector<MessagePoint>> apart;
  const std::size_t shown = std::min(report.series.size(), kCurvesMax);
  const auto end = report.series.begin() + static_cast<std::ptrdiff_t>(shown);
  for (const MessagePoint& point : points)
    if (std::find(report.series.begin(), end, point.series) != end) apart[point.curve].push_back(point);
  std::string finding = "Time over the message's size; a curve a side or site.";
  if (shown < report.series.size())
    finding += fmt::format(" The first {} of {} are here.", shown, report.series.size());
  std::vector<MessageFigure> figures;
  for (auto& [name, of_name] : apart) figures.push_back({name, finding, std::move(of_name)});
  return figures;
}

/// A group's operations, as many as are told apart.
std::vector<MessageFigure> side_by_side(const std::vector<MessagePoint>& points) {
  std::map<std::string, std::map<std::string, std::vector<MessagePoint>>> groups;
  for (const MessagePoint& point : points) groups[group_of(point.curve)][point.curve].push_back(point);
  std::vector<MessageFigure> figures;
  for (const auto& [group, curves] : groups) {
    std::size_t place = 0;
    for (const auto& [name, of_name] : curves) {
      if (place++ % kCurvesMax == 0)
        figures.push_back({group + (place > 1 ? ", continued" : ""),
                           "Time over the message's size; a curve an operation.",
                           {}});
      std::ranges::copy(of_name, std::back_inserter(figures.back().points));
    }
  }
  return figures;
}

}  // namespace

std::vector<Figure> draw_messages(const Report& report) {
  const std::vector<MessagePoint> points = messages_of(report);
  const bool several = report.series.size() > 1;
  const std::vector<MessageFigure> all = several ? overlaid(report, points) : side_by_side(points);
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < std::min(all.size(), kMessageFigures); ++i) {
    std::string finding = all[i].finding;
    if (i + 1 == kMessageFigures && all.size() > kMessageFigures)
      finding += fmt::format(" {} more are in the table of cases.", all.size() - kMessageFigures);
    figures.push_back(draw_curves(fmt::format("messages-{}", i + 1), all[i].title, finding, all[i].points,
                                  several ? "series" : "curve"));
  }
  return figures;
}

}  // namespace gpubench::results
