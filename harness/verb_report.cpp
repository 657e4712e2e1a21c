// The verb that makes a page of result files.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "harness/verbs.hpp"
#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/output_place.hpp"
#include "results/publish.hpp"
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

/// A temporary name beside the output, which is gone where the page did not get its own.
class Draft {
 public:
  explicit Draft(const fs::path& output) : path_(output) { path_ += fmt::format(".part-{}", ::getpid()); }
  ~Draft() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void write_page(const std::string& page, const fs::path& output, bool force) {
  const Draft draft(output);
  results::write_text(draft.path(), page);
  results::publish(draft.path(), output, force);
}

}  // namespace

results::ExitCode perform(const ReportCommand& command, Launcher&) {
  if (command.sources.files.empty() && command.sources.baseline.empty())
    throw results::UsageError(
        "gpubench report: of what? Give result files or folders: see gpubench report --help");
  results::require_output_place(command.output, command.force);
  const results::Bundle bundle = results::read_bundle(bundle_place());
  const results::Report report = results::make_report(command.sources);
  const std::string page = results::make_page(report, bundle);
  write_page(page, command.output, command.force);
  std::cout << results::sanitize(results::kind_text(report)) << '\n';
  for (const std::string& warning : report.study.warnings)
    std::cout << results::sanitize("warning: " + warning) << '\n';
  if (!bundle.missing.empty()) std::cout << bundle.missing << '\n';
  std::cout << results::sanitize(fmt::format("{} holds the page, {:.1f} MB: open it in a browser",
                                             command.output.string(),
                                             1e-6 * static_cast<double>(page.size())))
            << '\n';
  return results::ExitCode::good;
}

}  // namespace gpubench
