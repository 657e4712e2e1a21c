// A history as JSON for machines.
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/json.hpp"
#include "results/trend/show_trend.hpp"

namespace gpubench::results {
namespace {

using nlohmann::ordered_json;

ordered_json point_json(const TrendPoint& point) {
  ordered_json one = {{"launch", point.launch}, {"value", std::exp(point.location)}, {"batch", point.batch}};
  put(one, "half_width", point.half_width);
  return one;
}

ordered_json series_json(const Trend& trend, const TrendSeries& series) {
  ordered_json one = {{"name", series.key.name},
                      {"backend", series.key.backend},
                      {"axes", series.key.axes},
                      {"scope", series.key.scope},
                      {"participants", series.participants},
                      {"machine", trend.machines.at(series.machine)},
                      {"unit", series.unit},
                      {"better", series.higher_is_better ? "higher" : "lower"},
                      {"wrong", series.wrong},
                      {"other_batch", series.other_batch},
                      {"points", ordered_json::array()},
                      {"changes", ordered_json::array()}};
  for (const TrendPoint& point : series.points) one["points"].push_back(point_json(point));
  for (const TrendChange& change : series.changes)
    one["changes"].push_back({{"launch", series.points[change.point].launch},
                              {"effect", change.effect},
                              {"half_width", change.half_width},
                              {"new_image", change.new_image}});
  return one;
}

}  // namespace

std::string trend_json(const Trend& trend) {
  ordered_json object = {{"schema", "gpubench-trend/1"},      {"name", trend.name},
                         {"launches", ordered_json::array()}, {"images", trend.images},
                         {"machines", trend.machines},        {"warnings", trend.warnings},
                         {"cases", ordered_json::array()}};
  for (const TrendLaunch& launch : trend.launches)
    object["launches"].push_back({{"ulid", launch.ulid},
                                  {"start", launch.start},
                                  {"site", launch.site},
                                  {"file", launch.path},
                                  {"image", launch.image}});
  for (const TrendSeries& series : trend.series) object["cases"].push_back(series_json(trend, series));
  return json_text(object, 2, Escape::beyond_ascii);
}

}  // namespace gpubench::results
