#include "results/report/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "results/comparison/comparison_words.hpp"
#include "results/comparison/ledger.hpp"
#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/json.hpp"
#include "results/report/report_cases.hpp"
#include "results/statistics/location.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::uintmax_t kTopologyBytesMax = std::uintmax_t{16} << 20;
/// Of all distributions together: about a third of a page of 10 MB.
constexpr std::size_t kPointsOfPage = 150000;
/// Of many files the names are a page by themselves; its end lists them.
constexpr std::size_t kNameShown = 200;
constexpr std::size_t kPointsMax = 200, kPointsMin = 9;

std::set<std::string> words_of(const Side& study, std::string Launch::*word) {
  std::set<std::string> words;
  for (const SideLaunch& one : study.launches) words.insert(one.launch().*word);
  return words;
}

/// Both sides, or nothing where the launches are no two sides.
std::optional<std::pair<Side, Side>> sides_of(const ReportSources& sources, const Side& study) {
  if (!sources.baseline.empty()) return std::pair(open_side(sources.baseline), open_side(sources.candidate));
  const std::set<std::string> sites = words_of(study, &Launch::site);
  if (study.launches.size() < 2 || sites.size() > 2) return std::nullopt;
  std::set<std::string> positions = words_of(study, &Launch::position);
  positions.erase("");
  if (positions == std::set<std::string>{"A", "B"}) return split_study(study);
  if (sources.files.size() == 2)
    return std::pair(open_side({sources.files[0]}), open_side({sources.files[1]}));
  if (sites.size() == 2 && !sites.contains("") && positions.empty()) return split_study(study);
  return std::nullopt;
}

/// Compared by the ledger, and judged as a gate does where there is a policy.
void compare_sides(Report& report, const ReportSources& sources, const Side& baseline,
                   const Side& candidate) {
  std::optional<Ledger> ledger;
  if (!sources.ledger.empty()) ledger = Ledger::read(sources.ledger);
  const Ledger* known = ledger ? &*ledger : nullptr;
  if (sources.policy.empty()) {
    report.comparison = compare(baseline, candidate, {{}, known, {}, {}});
    return;
  }
  const Policy policy = read_policy(sources.policy);
  GateResult result = gate(baseline, candidate, policy, known, sources.today);
  report.judgement = {sources.policy.string(), policy.thresholds.error_rate, conclusion_text(result),
                      result.notes, result.code};
  report.comparison = std::move(result.comparison);
}

/// Both sides' launches as one study.
Side joined(const Side& baseline, const Side& candidate) {
  require_disjoint(baseline, candidate);
  Side study = baseline;
  study.name += " and " + candidate.name;
  study.launches.insert(study.launches.end(), candidate.launches.begin(), candidate.launches.end());
  study.warnings.insert(study.warnings.end(), candidate.warnings.begin(), candidate.warnings.end());
  return study;
}

void add_launches(Report& report, const std::vector<SideLaunch>& launches, const std::string& series) {
  for (std::size_t i = 0; i < launches.size(); ++i) {
    const std::string label = launches.size() == 1 ? series : fmt::format("{} {}", series, i + 1);
    report.launches.push_back({launches[i], label, report.series.size()});
  }
  report.series.push_back(series);
}

void add_sites(Report& report) {
  const std::vector<Site> sites = sites_of(report.study);
  for (const Site& site : sites) {
    std::vector<SideLaunch> launches;
    for (const std::size_t place : site.launches) launches.push_back(report.study.launches[place]);
    const bool named = !launches.front().launch().site.empty() || sites.size() > 1;
    add_launches(report, launches, named ? site.name : "launch");
  }
}

nlohmann::json read_topology(const std::filesystem::path& path) {
  if (path.empty()) return {};
  try {
    nlohmann::json topology = json_of(read_text(path, kTopologyBytesMax));
    if (!topology.is_object() || !(topology.contains("devices") || topology.contains("pairs")))
      throw DataError(fmt::format("{}: not what gpubench topo --json prints", path.string()));
    return topology;
  } catch (const nlohmann::json::exception&) {
    throw DataError(fmt::format("{}: no JSON: give what gpubench topo --json prints", path.string()));
  }
}

}  // namespace

Report make_report(const ReportSources& sources) {
  Report report;
  report.tolerance = sources.tolerance;
  report.topology = read_topology(sources.topology);
  if (!sources.loss.empty()) report.losses = read_loss_runs(sources.loss);
  if (sources.baseline.empty()) report.study = open_side(sources.files);
  if (const auto sides = sides_of(sources, report.study)) {
    report.kind = ReportKind::sides;
    const std::size_t all = report.study.launches.size();
    report.study = joined(sides->first, sides->second);
    if (all > report.study.launches.size())
      report.study.warnings.push_back(fmt::format("left out, on neither side: launches of no position: {}",
                                                  all - report.study.launches.size()));
    compare_sides(report, sources, sides->first, sides->second);
    add_launches(report, sides->first.launches, "A");
    add_launches(report, sides->second.launches, "B");
  } else {
    if (!sources.policy.empty() || !sources.ledger.empty())
      throw UsageError(fmt::format("gpubench report: --{}: {}: only two sides are judged: leave it out",
                                   sources.policy.empty() ? "ledger" : "policy", report.study.name));
    add_sites(report);
    report.kind = report.study.launches.size() == 1 ? ReportKind::launch
                  : report.series.size() > 1        ? ReportKind::sites
                                                    : ReportKind::launches;
  }
  if (report.launches.size() > 1) report.repro = reproduce(report.study);
  for (const ReportLaunch& one : report.launches)
    report.views.push_back(view_launch(*one.source.file, one.source.place));
  report.cases = read_cases(report);
  return report;
}

std::string kind_text(const Report& report) {
  const auto launches = [](std::size_t count) {
    return fmt::format("{} launch{}", count, count == 1 ? "" : "es");
  };
  const auto name = [](const Side& side) { return shorten(side.name, kNameShown); };
  switch (report.kind) {
    case ReportKind::launch:
      return fmt::format("one launch: {}, {}", name(report.study), side_text(report.study));
    case ReportKind::launches:
      return fmt::format("{} of one site: {}, {}", launches(report.launches.size()), name(report.study),
                         side_text(report.study));
    case ReportKind::sides:
      return fmt::format("two sides: A, the baseline, is {} ({}); B, the candidate, is {} ({})",
                         name(report.comparison->baseline), side_text(report.comparison->baseline),
                         name(report.comparison->candidate), side_text(report.comparison->candidate));
    case ReportKind::sites:
      break;
  }
  return fmt::format("{} sites ({}), {}: {}", report.series.size(),
                     shorten(fmt::format("{}", fmt::join(report.series, ", ")), kNameShown),
                     launches(report.launches.size()), name(report.study));
}

std::size_t points_max(std::size_t cases, std::size_t launches) {
  const std::size_t series = std::max<std::size_t>(1, cases * launches);
  return std::clamp(kPointsOfPage / series, kPointsMin, kPointsMax);
}

std::optional<double> median_of(const Report& report, const ReportCase& one, std::size_t series,
                                std::optional<double> Row::*figure) {
  std::vector<double> values;
  for (const CaseLaunch& launch : one.launches)
    if (report.launches[launch.launch].series == series && launch.row.*figure)
      values.push_back(*(launch.row.*figure));
  if (values.empty()) return std::nullopt;
  return median(values);
}

}  // namespace gpubench::results
