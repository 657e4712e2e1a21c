/// Report: all that a page is made of, read from result files once.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/comparison.hpp"
#include "results/launch_view.hpp"
#include "results/repro/loss_curves.hpp"
#include "results/repro/repro.hpp"

namespace gpubench::results {

/// What is asked for.
struct ReportSources {
  std::vector<std::filesystem::path> files;  ///< Else the two below.
  std::vector<std::filesystem::path> baseline, candidate;
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

/// What one launch says of a case.
struct CaseLaunch {
  std::size_t launch = 0;  ///< Place in Report::launches.
  Row row;
  std::vector<double> times;        ///< Ascending: quantiles at (i + 0.5)/n, seconds an operation.
  std::vector<std::int32_t> ranks;  ///< With times of their own.
  std::vector<double> beyond;       ///< Of each: m less the median of the others', on ln time.
  std::map<std::string, std::vector<Reading>> readings;  ///< clock_mhz, power_w, temperature_c, steal_percent
};

struct ReportCase {
  CaseKey key;
  std::string id;  ///< In the first launch that has it.
  Axes axes;
  std::string metric;
  std::string unit;  ///< Of its samples: "s", or that of an imported rate.
  Work work;
  std::vector<CaseLaunch> launches;  ///< That measured it.
};

struct ReportLaunch {
  SideLaunch source;
  std::string label;       ///< "A 3", "site x 2"
  std::size_t series = 0;  ///< Place in Report::series.
};

struct Report {
  ReportKind kind = ReportKind::launch;
  Side study;                            ///< All launches.
  std::vector<std::string> series;       ///< Sides, or sites, or the one there is.
  std::vector<ReportLaunch> launches;    ///< As study's.
  std::vector<LaunchView> views;         ///< Of each launch.
  std::vector<ReportCase> cases;         ///< In row_order(); those that some launch measured.
  std::optional<Comparison> comparison;  ///< Of two sides.
  std::optional<Repro> repro;            ///< Of two launches or more.
  std::vector<LossRun> losses;
  double tolerance = kLossTolerance;
  nlohmann::json topology;  ///< Null: none.
};

/// Two sides where they were named, or the launches hold positions A and B, or two files or two sites were
/// given; sites where there are three or more; else one launch, or several. Reads everything; throws what the
/// readers throw.
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
