#include "results/export/openmetrics.hpp"

#include <fmt/format.h>

#include <map>
#include <ostream>
#include <set>

#include "results/clock.hpp"
#include "results/error.hpp"
#include "results/export/exporter.hpp"
#include "results/row_order.hpp"

namespace gpubench::results {
namespace {

/// Labels of what belongs to one case; each from the catalogue, none that grows with time.
std::string case_labels(const Launch& launch, const Row& row) {
  return fmt::format(
      "{{site=\"{}\",group=\"{}\",benchmark=\"{}\",backend=\"{}\",axes=\"{}\",scope=\"{}\",ranks=\"{}\"}}",
      label_value(launch.site), label_value(group_of(row.name)), label_value(row.name),
      label_value(row.backend), label_value(row.axes), label_value(row.scope), row.participants);
}

/// The newest launch of a site, ready to be written.
struct Snapshot {
  std::string site;  ///< As a label's value.
  std::optional<double> ranks, wall_seconds, start;
  double complete = 0;
  std::set<std::string> images;  ///< Digests, as labels' values.
  std::map<std::string, std::size_t> counts;
  std::vector<std::pair<std::string, Row>> cases;  ///< Labels and figures.
};

std::string standing_of(const Row& row) {
  return row.verdict == "WRONG" ? "wrong" : to_string(row.status);
}

Snapshot snapshot_of(const Launch& launch, const std::vector<Row>& rows) {
  Snapshot one;
  one.site = label_value(launch.site);
  one.start = epoch_seconds(launch.start);
  one.complete = launch.complete ? 1.0 : 0.0;
  if (is_told(launch)) {
    one.ranks = static_cast<double>(launch.ranks.size());
    one.wall_seconds = launch.wall_seconds;
  }
  for (const Fact& fact : launch.environment)
    if (fact.scope == "image" && fact.key == "sha256") one.images.insert(label_value(fact.value));
  for (const char* standing : {"measured", "wrong", "skipped", "failed", "left_out"})
    one.counts[standing] = 0;
  std::set<std::string> seen;
  for (const Row& row : rows) {
    std::string labels = case_labels(launch, row);
    // A series may be there once; two cases with the same labels come from a file that was made up, or differ
    // in a batch alone.
    const bool fresh = seen.insert(labels).second;
    ++one.counts[fresh ? standing_of(row) : "left_out"];
    if (fresh) one.cases.emplace_back(std::move(labels), row);
  }
  return one;
}

class OpenMetricsExporter : public Exporter {
 public:
  explicit OpenMetricsExporter(std::ostream& out) : out_(out) {}
  /// Launches come by start: the last of a site is the newest.
  void begin_launch(const Launch& launch, const std::vector<Row>& rows) override {
    newest_[label_value(launch.site)] = snapshot_of(launch, rows);
  }
  void write_case(const Row&, const Case&) override {}
  void finish() override {
    each_launch("gpubench_launch_start_timestamp_seconds", "seconds", "When the newest launch began.",
                [](const Snapshot& one) { return one.start; });
    each_launch("gpubench_launch_duration_seconds", "seconds", "Its wall time.",
                [](const Snapshot& one) { return one.wall_seconds; });
    each_launch("gpubench_launch_ranks", "", "Its processes.", [](const Snapshot& one) { return one.ranks; });
    each_launch("gpubench_launch_complete", "", "1 where it reached its end, else 0.",
                [](const Snapshot& one) { return std::optional(one.complete); });
    head("gpubench_launch_cases", "", "Its cases by what became of them.");
    for (const auto& [site, one] : newest_)
      for (const auto& [standing, count] : one.counts)
        line("gpubench_launch_cases", fmt::format("{{site=\"{}\",status=\"{}\"}}", one.site, standing),
             static_cast<double>(count));
    head("gpubench_image_info", "", "1; its label is the SHA-256 of the facts of the image measured.");
    for (const auto& [site, one] : newest_)
      for (const std::string& digest : one.images)
        line("gpubench_image_info", fmt::format("{{site=\"{}\",digest=\"{}\"}}", one.site, digest), 1);
    for (const CaseGauge& gauge : case_gauges()) write_gauge(gauge);
    out_ << "# EOF\n";
  }

 private:
  void head(const char* name, const char* unit, const char* help) {
    out_ << fmt::format("# TYPE {} gauge\n", name);
    if (*unit != '\0') out_ << fmt::format("# UNIT {} {}\n", name, unit);
    out_ << fmt::format("# HELP {} {}\n", name, help);
  }
  void line(const char* name, const std::string& labels, double value) {
    out_ << fmt::format("{}{} {}\n", name, labels, value);
  }
  template <class Value>
  void each_launch(const char* name, const char* unit, const char* help, Value&& value) {
    head(name, unit, help);
    for (const auto& [site, one] : newest_)
      if (const std::optional<double> figure = value(one))
        line(name, fmt::format("{{site=\"{}\"}}", one.site), *figure);
  }
  void write_gauge(const CaseGauge& gauge) {
    head(gauge.name, gauge.unit, gauge.help);
    for (const auto& [site, one] : newest_)
      for (const auto& [labels, row] : one.cases)
        if (const std::optional<double> figure = gauge.value(row)) line(gauge.name, labels, *figure);
  }

  std::ostream& out_;
  std::map<std::string, Snapshot> newest_;  ///< By site, as a label's value.
};

}  // namespace

std::unique_ptr<Exporter> openmetrics_exporter(std::ostream& out, bool samples) {
  if (samples) throw UsageError("gpubench export: openmetrics has no place for --samples");
  return std::make_unique<OpenMetricsExporter>(out);
}

}  // namespace gpubench::results
