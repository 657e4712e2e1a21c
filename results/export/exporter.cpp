#include "results/export/exporter.hpp"

#include "results/launch_view.hpp"

namespace gpubench::results {

void export_side(const Side& side, Exporter& exporter) {
  for (const SideLaunch& one : side.launches) {
    // Read twice: a share of the ceiling needs the rates of all cases, and samples of all at once are too
    // many.
    const std::vector<Row> rows = view_launch(*one.file, one.place).rows;
    exporter.begin_launch(one.launch(), rows);
    for (const Row& row : rows) exporter.write_case(row, one.file->read_case(one.place, row.id));
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
