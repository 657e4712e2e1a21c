// gpubench-export/1: everything but the device's telemetry, as JSON, written launch by launch and case by
// case.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "results/export/exporter.hpp"
#include "results/json.hpp"

namespace gpubench::results {
namespace {

using nlohmann::ordered_json;

constexpr const char* kExportSchema = "gpubench-export/1";

ordered_json exported_launch(const Launch& launch) {
  ordered_json object = {
      {"ulid", launch.ulid}, {"generator", launch.generator}, {"command_line", launch.command_line}};
  if (is_told(launch)) {
    object["profile"] = launch.profile;
    object["seed"] = launch.seed;
    object["wall_seconds"] = launch.wall_seconds;
  }
  object["start"] = launch.start;
  object["complete"] = launch.complete;
  object["planned"] = launch.planned;
  put(object, "end", launch.end);
  put(object, "stop_reason", launch.stop_reason);
  put(object, "site", launch.site);
  put(object, "allocation", launch.allocation);
  put(object, "position", launch.position);
  if (launch.pair >= 0) object["pair"] = launch.pair;
  put(object, "hash", launch.hash);
  object["ranks"] = ordered_json::array();
  for (const Rank& rank : launch.ranks)
    object["ranks"].push_back(
        {{"rank", rank.rank}, {"host", rank.host}, {"device", rank.device}, {"cpuset", rank.cpuset}});
  object["facts"] = ordered_json::array();
  for (const Fact& fact : launch.environment)
    object["facts"].push_back(
        {{"scope", fact.scope}, {"key", fact.key}, {"value", fact.value}, {"ranks", fact.ranks}});
  return object;
}

/// Pairs, not an object: a file may name an axis twice, and their order is the planned one.
ordered_json pairs_of(const std::vector<std::pair<std::string, std::string>>& named) {
  ordered_json array = ordered_json::array();
  for (const auto& [name, value] : named) array.push_back(ordered_json::array({name, value}));
  return array;
}

ordered_json rows_of(const Matrix<std::int64_t>& matrix) {
  ordered_json rows = ordered_json::array();
  for (std::size_t row = 0; row < matrix.rows; ++row) {
    const auto begin = matrix.values.begin() + static_cast<std::ptrdiff_t>(row * matrix.columns);
    rows.push_back(std::vector<std::int64_t>(begin, begin + static_cast<std::ptrdiff_t>(matrix.columns)));
  }
  return rows;
}

ordered_json figures_of(const Row& row) {
  ordered_json figures = ordered_json::object();
  put(figures, "time_median", row.time_median);
  put(figures, "half_width", row.half_width);
  put(figures, "rate", row.rate);
  put(figures, "rate_unit", row.rate_unit);
  put(figures, "share_of_ceiling", row.share_of_ceiling);
  put(figures, "spread_over_ranks", row.spread_over_ranks);
  put(figures, "clock_khz", row.clock_khz);
  put(figures, "bytes_per_cycle_per_multiprocessor", row.bytes_per_cycle);
  put(figures, "throttled_share", row.throttled_share);
  return figures;
}

ordered_json exported_case(const Row& row, const Case& c, bool samples) {
  ordered_json object = {{"id", c.id},
                         {"name", c.name},
                         {"backend", c.backend},
                         {"axes", pairs_of(c.axes)},
                         {"scope", c.scope},
                         {"participants", c.participants},
                         {"batch", c.batch},
                         {"metric", c.metric},
                         {"unit", c.unit},
                         {"better", c.better},
                         {"across_ranks", c.across_ranks},
                         {"status", to_string(c.status)},
                         {"verdict", row.verdict},
                         {"samples", c.samples.columns}};
  put(object, "reason", row.reason);
  put(object, "stop_reason", c.stop_reason);
  put(object, "digest", c.verification.digest);
  object["facts"] = pairs_of(c.facts);
  object["figures"] = figures_of(row);
  object["flags"] = row.flags;
  if (samples) {
    object["batch_ns"] = rows_of(c.samples);
    object["start_ns"] = rows_of(c.starts);
  }
  return object;
}

/// JSON of a whole would be held in memory: brackets are set by hand, what stands between them is not.
class JsonExporter : public Exporter {
 public:
  JsonExporter(std::ostream& out, bool samples) : out_(out), samples_(samples) {
    out_ << fmt::format("{{\"schema\":\"{}\",\"launches\":[", kExportSchema);
  }
  bool wants_samples() const override { return samples_; }
  void begin_launch(const Launch& launch, const std::vector<Row>&) override {
    std::string text = json_text(exported_launch(launch), -1, Escape::beyond_ascii);
    text.pop_back();  // its closing brace: the cases are a member too
    out_ << (first_launch_ ? "\n" : ",\n") << text << ",\"cases\":[";
    first_launch_ = false;
    first_case_ = true;
  }
  void write_case(const Row& row, const Case& c) override {
    out_ << (first_case_ ? "\n" : ",\n")
         << json_text(exported_case(row, c, samples_), -1, Escape::beyond_ascii);
    first_case_ = false;
  }
  void end_launch() override { out_ << "]}"; }
  void finish() override { out_ << "]}\n"; }

 private:
  std::ostream& out_;
  bool samples_, first_launch_ = true, first_case_ = true;
};

}  // namespace

std::unique_ptr<Exporter> json_exporter(std::ostream& out, bool samples) {
  return std::make_unique<JsonExporter>(out, samples);
}

}  // namespace gpubench::results
