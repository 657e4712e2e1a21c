// The verb that makes a page of result files.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "harness/verbs.hpp"
#include "results/clock.hpp"
#include "results/error.hpp"
#include "results/export/output_file.hpp"
#include "results/report/page.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;

/// $GPUBENCH_REPORT_BUNDLE, else report/vega.js in the program's folder, else in ../share/gpubench.
fs::path bundle_place() {
  if (const char* given = std::getenv("GPUBENCH_REPORT_BUNDLE"); given != nullptr && *given != '\0')
    return given;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed).parent_path();
  const fs::path beside = program / "report" / "vega.js";
  if (fs::exists(beside, failed)) return beside;
  return program.parent_path() / "share" / "gpubench" / "report" / "vega.js";
}

/// With --force a measurement would be gone for a page of it.
void refuse_own_input(const ReportCommand& command, const results::Report& report) {
  std::vector<fs::path> inputs = {command.sources.loss, command.sources.topology, command.sources.policy};
  for (const results::ReportLaunch& one : report.launches) inputs.emplace_back(one.source.path);
  inputs.insert(inputs.end(), command.sources.ledger.begin(), command.sources.ledger.end());
  std::error_code ignored;
  for (const fs::path& input : inputs)
    if (fs::equivalent(input, command.output, ignored))
      throw results::UsageError(
          fmt::format("gpubench report: {}: the page is made of it: give --output another name",
                      command.output.string()));
}

}  // namespace

results::ExitCode perform(const ReportCommand& command, Launcher&) {
  if (command.sources.files.empty() && command.sources.baseline.empty())
    throw results::UsageError(
        "gpubench report: of what? Give result files or folders: see gpubench report --help");
  results::OutputFile file(command.output, command.force);  // first: a page that has no place is not made
  const results::Bundle bundle = results::read_bundle(bundle_place());
  results::ReportSources sources = command.sources;
  sources.today = results::utc_today();
  const results::Report report = results::make_report(sources);
  refuse_own_input(command, report);
  const std::string page = results::make_page(report, bundle);
  file.stream() << page;
  file.publish();
  std::cout << results::sanitize(results::kind_text(report)) << '\n';
  for (const std::string& warning : report.study.warnings)
    std::cout << results::sanitize("warning: " + warning) << '\n';
  if (!bundle.missing.empty()) std::cout << bundle.missing << '\n';
  std::cout << results::sanitize(fmt::format("{} holds the page, {:.2g} MB: open it in a browser",
                                             command.output.string(),
                                             1e-6 * static_cast<double>(page.size())))
            << '\n';
  return results::ExitCode::good;
}

}  // namespace gpubench
