// The verb that writes result files in the forms that other programs read.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "harness/verbs.hpp"
#include "results/error.hpp"
#include "results/export/exporter.hpp"
#include "results/export/mlflow.hpp"
#include "results/export/output_file.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using results::Side;
using results::UsageError;

void export_to_mlflow(const ExportCommand& command, const Side& side) {
  if (command.output.empty())
    throw UsageError("gpubench export: mlflow is a folder: give --output its name, such as mlruns");
  if (command.force)
    throw UsageError("gpubench export: mlflow: --force: runs of others are never replaced: leave it out");
  std::vector<results::LossRun> losses;
  if (!command.loss.empty()) losses = results::read_loss_runs(command.loss);
  results::export_side(side, *results::mlflow_exporter(command.output, command.samples, std::move(losses)));
}

const results::ExportFormat& find_format(const std::string& name) {
  const auto& formats = results::export_formats();
  const auto found = std::ranges::find(formats, name, &results::ExportFormat::name);
  if (found == formats.end()) throw UsageError("gpubench export: no format " + name);  // CLI11 checks it
  return *found;
}

/// With --force a measurement would be gone for a table of it.
void refuse_own_input(const ExportCommand& command, const Side& side) {
  std::error_code ignored;
  for (const results::SideLaunch& one : side.launches)
    if (!command.output.empty() && std::filesystem::equivalent(one.path, command.output, ignored))
      throw UsageError(fmt::format("gpubench export: {}: is what is exported: give --output another name",
                                   command.output.string()));
}

}  // namespace

results::ExitCode perform(const ExportCommand& command, Launcher&) {
  if (command.format != "mlflow" && !command.loss.empty())
    throw UsageError("gpubench export: --loss is for --format mlflow");
  const Side side = results::open_side(command.files);
  refuse_own_input(command, side);
  for (const std::string& warning : side.warnings)
    std::cerr << fmt::format("gpubench: {}\n", results::sanitize(warning));
  if (command.format == "mlflow") {
    export_to_mlflow(command, side);
    return results::ExitCode::good;
  }
  const results::ExportFormat& format = find_format(command.format);
  if (command.output.empty()) {
    results::export_side(side, *format.make(std::cout, command.samples));
    return results::ExitCode::good;
  }
  results::OutputFile file(command.output, command.force);
  results::export_side(side, *format.make(file.stream(), command.samples));
  file.publish();
  return results::ExitCode::good;
}

}  // namespace gpubench
