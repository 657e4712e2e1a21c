#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "results/json.hpp"
#include "results/report/figures.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

struct Ceiling {
  std::string name;
  double rate = 0;  ///< Gflop/s, or GB/s.
};

/// The best of each key, over all launches: a roof is what was reached.
std::vector<Ceiling> roofs_of(const Report& report, const char* unit) {
  std::map<std::string, double> best;
  for (const ReportCase& one : report.cases)
    for (const CaseLaunch& launch : one.launches)
      if (launch.row.sets_ceiling && launch.row.rate && launch.row.rate_unit == unit) {
        double& rate = best[(one.key.backend == "host" ? "" : one.key.backend + " ") + launch.row.ceiling];
        rate = std::max(rate, *launch.row.rate);
      }
  std::vector<Ceiling> roofs;
  for (const auto& [name, rate] : best) roofs.push_back({name, rate});
  return roofs;
}

struct Place {
  std::string label, series;
  double intensity = 0, rate = 0;  ///< flop/B, Gflop/s.
};

std::vector<Place> places_of(const Report& report) {
  std::vector<Place> places;
  for (const ReportCase& one : report.cases) {
    const double bytes =
        static_cast<double>(one.work.bytes_read) + static_cast<double>(one.work.bytes_written);
    if (!(one.work.flop > 0 && bytes > 0)) continue;
    const double intensity = one.work.flop / bytes;
    const double scale = one.metric == "flop_rate" ? 1 : one.metric == "bandwidth" ? intensity : 0;
    for (std::size_t series = 0; scale > 0 && series < report.series.size(); ++series)
      if (const auto rate = median_of(report, one, series, &Row::rate))
        places.push_back({case_label(one.key.name, one.key.axes, one.key.backend), report.series[series],
                          intensity, scale * *rate});
  }
  return places;
}

void add_line(json& lines, const std::string& name, double x0, double y0, double x1, double y1) {
  if (!(x1 > x0)) return;
  lines.push_back({{"roof", name}, {"x", rounded(x0)}, {"y", rounded(y0)}});
  lines.push_back({{"roof", name}, {"x", rounded(x1)}, {"y", rounded(y1)}});
}

/// Slopes up to the highest flat roof, flat roofs from the steepest slope on.
json lines_of(const std::vector<Ceiling>& flat, const std::vector<Ceiling>& sloped, double x0, double x1) {
  const auto highest = [](const std::vector<Ceiling>& roofs) {
    return std::ranges::max(roofs, {}, &Ceiling::rate).rate;
  };
  json lines = json::array();
  for (const Ceiling& roof : sloped) {
    const double end = std::min(x1, highest(flat) / roof.rate);
    add_line(lines, roof.name, x0, roof.rate * x0, end, roof.rate * end);
  }
  for (const Ceiling& roof : flat)
    add_line(lines, roof.name, std::max(x0, roof.rate / highest(sloped)), roof.rate, x1, roof.rate);
  return lines;
}

}  // namespace

std::vector<Figure> draw_roofline(const Report& report) {
  const std::vector<Ceiling> flat = roofs_of(report, "Gflop/s"), sloped = roofs_of(report, "GB/s");
  const std::vector<Place> places = places_of(report);
  if (flat.empty() || sloped.empty() || places.empty()) return {};
  const auto [least, most] = std::ranges::minmax(places, {}, &Place::intensity);
  json spec = json_of(R"~({"height":320,"layer":[
    {"mark":{"type":"line","strokeWidth":1.5},
     "encoding":{"x":{"field":"x","type":"quantitative","scale":{"type":"log"},"title":"arithmetic intensity, flop/B"},
       "y":{"field":"y","type":"quantitative","scale":{"type":"log"},"title":"Gflop/s"},
       "strokeDash":{"field":"roof","type":"nominal","title":"roof","legend":{"symbolType":"stroke","columns":3}},
       "detail":{"field":"roof"}}},
    {"mark":{"type":"point","filled":true,"size":45,"opacity":0.8},
     "encoding":{"x":{"field":"i","type":"quantitative"},"y":{"field":"r","type":"quantitative"},
       "color":{"field":"series","type":"nominal","title":null,"sort":null},
       "tooltip":[{"field":"case"},{"field":"i","title":"flop/B"},{"field":"r","title":"Gflop/s"}]}}]})~");
  json values = json::array();
  FigureTable table{{"case", "side or site", "flop/B", "Gflop/s"}, {}};
  for (const Place& one : places) {
    values.push_back({{"case", one.label},
                      {"series", one.series},
                      {"i", rounded(one.intensity)},
                      {"r", rounded(one.rate)}});
    table.rows.push_back(
        {one.label, one.series, fmt::format("{:.3g}", one.intensity), fmt::format("{:.3g}", one.rate)});
  }
  for (const Ceiling& roof : flat)
    table.rows.push_back({"roof " + roof.name, "best of all", "", fmt::format("{:.3g}", roof.rate)});
  for (const Ceiling& roof : sloped)
    table.rows.push_back({"roof " + roof.name, "best of all", "", fmt::format("{:.3g} a flop/B", roof.rate)});
  spec["layer"][0]["data"]["values"] = lines_of(flat, sloped, 0.5 * least.intensity, 2 * most.intensity);
  spec["layer"][1]["data"]["values"] = values;
  if (report.series.size() < 2) spec["layer"][1]["encoding"].erase("color");
  return {{"roofline",
           "Roofline",
           fmt::format("{} figures of operations that both compute and move data, below {} roofs that were "
                       "measured in the same launches. Points above a slope work from a nearer cache, points "
                       "above a flat roof in "
                       "another type or in fewer operations than are counted.",
                       places.size(), flat.size() + sloped.size()),
           spec,
           {table}}};
}

}  // namespace gpubench::results
