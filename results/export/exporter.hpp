/// Exporter: the content of result files told case by case to what writes another form of it.
#pragma once
#include <cstddef>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "results/comparison/side.hpp"
#include "results/summary.hpp"

namespace gpubench::results {

/// One format. It is told each launch, then the launch's cases in the order of its rows. Samples of one case
/// at a time are in memory; all else of one launch.
class Exporter {
 public:
  virtual ~Exporter() = default;
  /// Where not, cases come with the number of their samples but without these, and are read once.
  virtual bool wants_samples() const { return false; }
  /// Before all else: every launch that follows.
  virtual void begin(const Side&) {}
  /// rows: the figures of all cases that follow. Both stay where they are until end_launch().
  virtual void begin_launch(const Launch& launch, const std::vector<Row>& rows) = 0;
  /// c: the case, with samples and all else that has a value a sample only where they are wanted.
  virtual void write_case(const Row& row, const Case& c) = 0;
  virtual void end_launch() {}
  /// Once, after all launches.
  virtual void finish() {}
};

/// Tells the exporter every launch of the side, by start. Throws what the files' readers and the exporter
/// throw.
void export_side(const Side& side, Exporter& exporter);

/// A format that is one text.
struct ExportFormat {
  const char* name;
  const char* meaning;
  /// Writes to the stream, samples where they are asked for; the stream outlives it.
  std::unique_ptr<Exporter> (*make)(std::ostream& out, bool samples);
};

/// csv, json, google-benchmark, openmetrics, junit, markdown.
const std::vector<ExportFormat>& export_formats();

std::unique_ptr<Exporter> csv_exporter(std::ostream& out, bool samples);
std::unique_ptr<Exporter> json_exporter(std::ostream& out, bool samples);
std::unique_ptr<Exporter> google_benchmark_exporter(std::ostream& out, bool samples);
/// Throw UsageError where samples are asked for: these have no place for them.
std::unique_ptr<Exporter> openmetrics_exporter(std::ostream& out, bool samples);
std::unique_ptr<Exporter> junit_exporter(std::ostream& out, bool samples);
std::unique_ptr<Exporter> markdown_exporter(std::ostream& out, bool samples);

}  // namespace gpubench::results
