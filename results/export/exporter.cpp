#include "results/export/exporter.hpp"

#include <map>
#include <utility>

#include "results/launch_view.hpp"

namespace gpubench::results {
namespace {

Case without_samples(Case c) {
  for (Matrix<std::int64_t>* matrix : {&c.samples, &c.starts, &c.warm_up}) matrix->values = {};
  c.disturbances.clear();
  c.telemetry.clear();
  return c;
}

}  // namespace

void export_side(const Side& side, Exporter& exporter) {
  exporter.begin(side);
  for (const SideLaunch& one : side.launches) {
    std::map<std::string, Case> cases;
    const auto keep = [&](Case&& c) {
      Case& kept = cases[c.id];
      kept = without_samples(std::move(c));
    };
    const std::vector<Row> rows = view_launch(*one.file, one.place, keep).rows;
    exporter.begin_launch(one.launch(), rows);
    // Samples are read a second time: a share of the ceiling needs the rates of all cases, and samples of all
    // at once are too many.
    for (const Row& row : rows)
      exporter.write_case(
          row, exporter.wants_samples() ? one.file->read_case(one.place, row.id) : cases.at(row.id));
    exporter.end_launch();
  }
  exporter.finish();
}

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> formats = {
      {"csv", "a row a case, or with --samples a row a sample", csv_exporter},
      {"json", "gpubench-export/1: launches, facts, cases, figures, with --samples samples", json_exporter},
      {"google-benchmark", "what Google Benchmark's compare.py reads; a repetition a launch",
       google_benchmark_exporter},
      {"openmetrics", "gauges of the newest launch, for Prometheus", openmetrics_exporter},
      {"junit", "a test case a case, for CI", junit_exporter},
      {"markdown", "a table a launch", markdown_exporter}};
  return formats;
}

}  // namespace gpubench::results
