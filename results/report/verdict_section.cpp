#include "results/report/verdict_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "results/comparison/comparison_words.hpp"
#include "results/report/rank_words.hpp"
#include "results/repro/repro_words.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kLinesShown = 12;

/// The first lines of a list, and how many more there are.
void write_lines(Html& html, const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  html.leaf("h3", title);
  const auto list = html.element("ul");
  for (std::size_t i = 0; i < std::min(lines.size(), kLinesShown); ++i) html.leaf("li", lines[i]);
  if (lines.size() > kLinesShown) html.leaf("li", fmt::format("and {} more", lines.size() - kLinesShown));
}

struct Counts {
  std::size_t right = 0, wrong = 0, failed = 0, skipped = 0, unchecked = 0;
};

Counts counts_of(const Report& report) {
  Counts counts;
  for (const LaunchView& view : report.views)
    for (const Row& row : view.rows)
      ++(row.status == Status::skipped  ? counts.skipped
         : row.status == Status::failed ? counts.failed
         : row.verdict == "WRONG"       ? counts.wrong
         : row.verdict == "unchecked"   ? counts.unchecked
                                        : counts.right);
  return counts;
}

std::size_t count_incomplete(const Report& report) {
  return static_cast<std::size_t>(std::ranges::count_if(
      report.launches, [](const ReportLaunch& one) { return !one.source.launch().complete; }));
}

/// "bad" where something is wrong or got worse, "open" where nothing can be said, "good".
const char* colour_of(const Report& report, const Counts& counts) {
  if (report.comparison) {
    const ExitCode code = report.judgement ? report.judgement->code : exit_code(*report.comparison);
    return code == ExitCode::good ? "good" : code == ExitCode::regressed ? "bad" : "open";
  }
  if (counts.wrong + counts.failed > 0 || (report.repro && count_broken(*report.repro) > 0)) return "bad";
  if (count_incomplete(report) > 0 || counts.right == 0 || (report.repro && report.repro->outlier))
    return "open";
  return "good";
}

std::string headline_of(const Report& report, const Counts& counts) {
  if (report.judgement) return report.judgement->conclusion;
  if (report.comparison) {
    std::string words = conclusion_text(*report.comparison);
    words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
    return words;
  }
  const std::size_t bad = counts.wrong + counts.failed, good = counts.right + counts.unchecked;
  std::string words =
      bad > 0
          ? fmt::format("{} wrong and {} failed of {} measurements", counts.wrong, counts.failed, bad + good)
      : good == 0 ? "Nothing was measured"
      : counts.right == 0
          ? fmt::format("No output was checked, in {} measurements", good)
          : fmt::format("Every output that was checked is right: {} of {} measurements", counts.right, good);
  if (const std::size_t broken = report.repro ? count_broken(*report.repro) : 0; broken > 0)
    words += (counts.wrong == 0 ? "; yet outputs of " : "; outputs of ") +
             counted(static_cast<std::int64_t>(broken), "case") +
             (counts.wrong == 0 ? " are not the bits that their library promises"
                                : " are wrong, or not what their library promises");
  if (const std::size_t partial = count_incomplete(report); partial > 0)
    words +=
        fmt::format("; the run did not reach its end in {} of {} launches", partial, report.launches.size());
  if (report.kind == ReportKind::sites) words += "; " + outlier_text(*report.repro);
  return words;
}

/// Skipped cases gathered by reason; wrong and failed ones by name.
void write_reasons(Html& html, const Report& report) {
  std::map<std::string, std::set<std::string>> skipped;
  std::vector<std::string> bad, absent;
  for (std::size_t i = 0; i < report.views.size(); ++i) {
    for (const Row& row : report.views[i].rows) {
      if (row.status == Status::skipped) skipped[row.reason].insert(row.name);
      if (row.status == Status::failed || row.verdict == "WRONG")
        bad.push_back(fmt::format("{}: {} {}, {}: {}", row.verdict, row.name, row.axes,
                                  report.launches[i].label, row.reason));
    }
  }
  for (const auto& [reason, names] : skipped)
    absent.push_back(fmt::format("{}: {}{}", reason, *names.begin(),
                                 names.size() > 1 ? fmt::format(" and {} more", names.size() - 1) : ""));
  write_lines(html, "Wrong or failed", bad);
  write_lines(html, "Not measured", absent);
}

}  // namespace

void write_verdict(Html& html, const Report& report) {
  const Counts counts = counts_of(report);
  const auto section = html.element("section", {{"id", "verdict"}, {"class", colour_of(report, counts)}});
  html.leaf("h2", "Verdict");
  html.leaf("p", headline_of(report, counts) + ".", {{"class", "headline"}});
  if (report.comparison) {
    const double error_rate = report.judgement ? report.judgement->error_rate : Thresholds().error_rate;
    html.leaf("p", report.judgement
                       ? fmt::format("Judged as a gate does by the policy {}.", report.judgement->policy)
                       : counts_text(*report.comparison) + ".");
    html.leaf(
        "p", fmt::format("How sure: {}. A launch is the unit of replication; false alarms are held to {:g} % "
                         "over all cases.",
                         design_text(*report.comparison), 100 * error_rate));
    if (report.judgement) write_lines(html, "What the policy says", report.judgement->notes);
    write_lines(html, "Why cases have no verdict, or a bad one", reasons(*report.comparison));
  }
  if (report.repro && !report.comparison)
    write_lines(html, "What the data can't tell", gaps_text(*report.repro));
  write_lines(html, "Ranks that stand out", ranks_outstanding(report));
  write_reasons(html, report);
  std::vector<std::string> warnings = report.study.warnings;
  for (const ReportLaunch& one : report.launches)
    if (!one.source.launch().complete)
      warnings.push_back(one.label + " is incomplete: " + one.source.launch().stop_reason);
  write_lines(html, "Warnings", warnings);
}

}  // namespace gpubench::results
