// A result file as JSON for machines.
#include <nlohmann/json.hpp>

#include "results/json.hpp"
#include "results/launch_view.hpp"
#include "results/show.hpp"

namespace gpubench::results {
namespace {

using nlohmann::ordered_json;

ordered_json case_json(const Row& row) {
  ordered_json object = {{"id", row.id},
                         {"name", row.name},
                         {"backend", row.backend},
                         {"axes", row.axes},
                         {"scope", row.scope},
                         {"participants", row.participants},
                         {"status", to_string(row.status)},
                         {"verdict", row.verdict}};
  put(object, "reason", row.reason);
  put(object, "time_median", row.time_median);
  put(object, "half_width", row.half_width);
  put(object, "rate", row.rate);
  put(object, "rate_unit", row.rate_unit);
  put(object, "ceiling", row.ceiling);
  put(object, "share_of_ceiling", row.share_of_ceiling);
  put(object, "spread_over_ranks", row.spread_over_ranks);
  put(object, "clock_khz", row.clock_khz);
  put(object, "bytes_per_cycle_per_multiprocessor", row.bytes_per_cycle);
  put(object, "throttled_share", row.throttled_share);
  if (!row.flags.empty()) object["flags"] = row.flags;
  return object;
}

ordered_json launch_json(const ResultFile& file, std::size_t place) {
  const Launch& launch = file.launches()[place];
  const LaunchView view = view_launch(file, place);
  ordered_json object = {
      {"ulid", launch.ulid},   {"generator", launch.generator}, {"command_line", launch.command_line},
      {"start", launch.start}, {"complete", launch.complete},   {"planned", launch.planned}};
  if (is_told(launch)) {
    object["profile"] = launch.profile;
    object["seed"] = launch.seed;
    object["ranks"] = launch.ranks.size();
    object["wall_seconds"] = launch.wall_seconds;
    object["wall"] = {{"warm_up", launch.wall.warm_up},
                      {"timed", launch.wall.timed},
                      {"verification", launch.wall.verification},
                      {"harness", launch.wall.harness}};
  }
  put(object, "end", launch.end);
  put(object, "stop_reason", launch.stop_reason);
  put(object, "hash", launch.hash);
  object["cases"] = ordered_json::array();
  for (const Row& row : view.rows) object["cases"].push_back(case_json(row));
  object["lags"] = ordered_json::array();
  for (const Lag& lag : view.lags)
    object["lags"].push_back({{"resource", lag.resource},
                              {"backend", lag.backend},
                              {"rank", lag.rank},
                              {"effect", lag.effect},
                              {"cases", lag.cases},
                              {"agreeing", lag.agreeing},
                              {"participants", lag.participants}});
  return object;
}

}  // namespace

std::string show_json(const ResultFile& file) {
  ordered_json object = {
      {"kind", file.kind()}, {"warnings", file.warnings()}, {"launches", ordered_json::array()}};
  for (std::size_t i = 0; i < file.launches().size(); ++i) object["launches"].push_back(launch_json(file, i));
  // Escaped beyond ASCII: the text may come from anywhere, and JSON is often looked at in a terminal.
  return json_text(object, 2, Escape::beyond_ascii);
}

}  // namespace gpubench::results
