/// Report: all that a page is made of, read from result files once.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/comparison.hpp"
#include "results/gate/gate.hpp"
#include "results/launch_view.hpp"
#include "results/repro/loss_curves.hpp"
#include "results/repro/repro.hpp"
#include "results/telling.hpp"

namespace gpubench::results {

/// What is asked for.
struct ReportSources {
  std::vector<std::filesystem::path> files;  ///< Else the two below.
  std::vector<std::filesystem::path> baseline, candidate;
  std::vector<std::filesystem::path> ledger;  ///< Of two sides: what `gpubench calibrate` wrote; none: none.
  std::filesystem::path policy;    ///< Of two sides: what a gate judges by; empty: they are compared.
  std::string today;               ///< ISO 8601 date, which entries of the policy are past by.
  std::filesystem::path loss;      ///< Loss curves; empty: none.
  std::filesystem::path topology;  ///< What `gpubench topo --json` printed; empty: none.
  double tolerance = kLossTolerance;
};

/// What the files turned out to be.
enum class ReportKind { launch, launches, sides, sites };

/// A part of a case's time: what was read meanwhile, over its participants and samples.
struct Reading {
  double begin = 0, end = 0;  ///< Seconds since the launch's epoch.
  double low = 0, median = 0, high = 0;
};

inline constexpr std::array<double, 5> kQuantiles = {0.05, 0.25, 0.5, 0.75, 0.95};

/// What one launch says of a case.
struct CaseLaunch {
  std::size_t launch = 0;  ///< Place in Report::launches.
  Row row;
  std::vector<double> times;        ///< As they are told, ascending: quantiles at (i + 0.5)/n.
  std::vector<double> quantiles;    ///< Of all samples at kQuantiles; neither where nothing may be told.
  std::vector<std::int32_t> ranks;  ///< With times of their own.
  std::vector<double> beyond;       ///< Of each: m less the median of the others', on ln time.
  std::map<std::string, std::vector<Reading>> readings;  ///< clock_mhz, power_w, temperature_c, steal_percent
};

struct ReportCase {
  CaseKey key;
  std::string id;  ///< In the first launch that has it.
  Axes axes;
  std::string metric;
  Telling telling;
  Work work;
  std::vector<CaseLaunch> launches;  ///< That measured it and are told in that unit.
};

struct ReportLaunch {
  SideLaunch source;
  std::string label;       ///< "A 3", "site x 2"
  std::size_t series = 0;  ///< Place in Report::series.
};

/// What a gate says under the policy.
struct Judgement {
  std::string policy;  ///< Its file's name.
  double error_rate = 0;
  std::string conclusion;  ///< "2 REGRESSED of 2 cases: the candidate fails"
  std::vector<std::string> notes;
  ExitCode code = ExitCode::good;
};

struct Report {
  ReportKind kind = ReportKind::launch;
  Side study;                            ///< All launches.
  std::vector<std::string> series;       ///< Sides, or sites, or the one there is.
  std::vector<ReportLaunch> launches;    ///< As study's.
  std::vector<LaunchView> views;         ///< Of each launch.
  std::vector<ReportCase> cases;         ///< In row_order(); those that some launch measured.
  std::optional<Comparison> comparison;  ///< Of two sides; as the policy has it where there is one.
  std::optional<Judgement> judgement;    ///< Of a policy.
  std::optional<Repro> repro;            ///< Of two launches or more.
  std::vector<LossRun> losses;
  double tolerance = kLossTolerance;
  nlohmann::json topology;  ///< Null: none.
};

/// Two sides where they were named, or the launches hold positions A and B, or two files or two sites were
/// given; sites where there are three or more; else one launch, or several. Reads everything; throws what the
/// readers throw, UsageError where a policy or a ledger is given and the files are no two sides.
Report make_report(const ReportSources& sources);

/// "two sides: old.h5 (5 launches ...) and new.h5": what the page is of, in a sentence without its full stop.
std::string kind_text(const Report& report);

/// Points of a distribution that a page has room for, of each launch of each case: 200, less where they are
/// many.
std::size_t points_max(std::size_t cases, std::size_t launches);

/// The median over a series' launches of what their rows say of a case; nothing where none says it.
std::optional<double> median_of(const Report& report, const ReportCase& one, std::size_t series,
                                std::optional<double> Row::*figure);

}  // namespace gpubench::results
