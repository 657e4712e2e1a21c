#include "results/report/case_lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "results/comparison/comparison_words.hpp"
#include "results/repro/repro_words.hpp"
#include "results/row_order.hpp"
#include "results/statistics/location.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

CaseCell rate_cell(const ReportCase& one, std::optional<double> rate) {
  if (!rate) return {};
  const Row& row = one.launches.front().row;
  return {format_rate(*rate, row.rate_unit), rate};
}

CaseCell value_cell(std::optional<double> value, const std::string& unit) {
  return value ? CaseCell{format_value(*value, unit), value} : CaseCell{};
}

CaseCell share_cell(std::optional<double> share) {
  return share ? CaseCell{fmt::format("{:.0f} %", 100 * *share), share} : CaseCell{};
}

std::string flags_of_all(const ReportCase& one) {
  std::set<std::string> flags;
  for (const CaseLaunch& launch : one.launches)
    flags.insert(launch.row.flags.begin(), launch.row.flags.end());
  return fmt::format("{}", fmt::join(flags, " "));
}

CaseCell deviation_cell(const Component& part) {
  if (!part.variance) return {};
  return {deviation_text(part), std::sqrt(*part.variance)};
}

using Columns = std::vector<std::string>;

Columns columns_of(const Report& report) {
  if (report.comparison)
    return {"change", "interval", "A", "A's rate", "B's rate", "outputs", kShareColumn, "flags"};
  if (report.repro) return {"median", "rate", "repeat sd", "reproduce sd", "launches", kShareColumn, "flags"};
  return {"median", "+-", "rate", "spread", kShareColumn, "flags"};
}

/// Median over all launches, whatever their series.
std::optional<double> median_of_all(const ReportCase& one, std::optional<double> Row::*figure) {
  std::vector<double> values;
  for (const CaseLaunch& launch : one.launches)
    if (launch.row.*figure) values.push_back(*(launch.row.*figure));
  if (values.empty()) return std::nullopt;
  return median(values);
}

std::vector<CaseLine> lines_of_sides(const Report& report) {
  std::map<CaseKey, const ReportCase*> seen;
  for (const ReportCase& one : report.cases) seen[one.key] = &one;
  std::vector<CaseLine> lines;
  for (const ComparedCase& row : report.comparison->cases) {
    const auto found = seen.find(row.key);
    CaseLine line{row.key,
                  found == seen.end() ? row.id : found->second->id,
                  std::string(to_string(row.outcome)),
                  found != seen.end(),
                  {},
                  {}};
    const bool is_rate = line.has_section && found->second->telling.rate;  // which has columns of its own
    const bool has_time = !is_rate && row.typical_baseline > 0;
    line.cells = {
        {change_text(row), row.effect},
        {interval_text(row.effect, row.half_width), row.half_width},
        {has_time ? typical_text(row) : "", has_time ? std::optional(row.typical_baseline) : std::nullopt}};
    if (line.has_section) {
      const ReportCase& one = *found->second;
      for (const std::size_t series : {0, 1})
        line.cells.push_back(rate_cell(one, median_of(report, one, series, &Row::rate)));
      line.share = median_of_all(one, &Row::share_of_ceiling);
    } else {
      line.cells.resize(5);
    }
    line.cells.push_back({std::string(to_string(row.numeric)), {}});
    line.cells.push_back(share_cell(line.share));
    line.cells.push_back({flags_text(row), {}});
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<CaseLine> lines_of_launches(const Report& report) {
  std::map<CaseKey, const CaseRepro*> repeated;
  if (report.repro)
    for (const CaseRepro& row : report.repro->cases) repeated[row.key] = &row;
  std::vector<CaseLine> lines;
  for (const ReportCase& one : report.cases) {
    CaseLine line{one.key, one.id, "", true, {}, median_of_all(one, &Row::share_of_ceiling)};
    const auto figure = [&](std::optional<double> Row::*which) { return median_of_all(one, which); };
    line.cells.push_back(value_cell(figure(&Row::time_median), one.telling.unit));
    if (!report.repro)
      line.cells.push_back(
          {figure(&Row::half_width) ? fmt::format("{:.1f} %", 100 * *figure(&Row::half_width)) : "",
           figure(&Row::half_width)});
    line.cells.push_back(rate_cell(one, figure(&Row::rate)));
    if (const auto found = repeated.find(one.key); found != repeated.end()) {
      line.cells.push_back(deviation_cell(found->second->precision.repeatability));
      line.cells.push_back(deviation_cell(found->second->precision.reproducibility));
      line.cells.push_back(
          {std::to_string(found->second->launches), static_cast<double>(found->second->launches)});
    } else if (report.repro) {
      line.cells.resize(5);
    } else {
      const auto spread = figure(&Row::spread_over_ranks);
      line.cells.push_back({spread ? fmt::format("{:.1f} %", 100 * *spread) : "", spread});
    }
    line.cells.push_back(share_cell(line.share));
    line.cells.push_back({flags_of_all(one), {}});
    lines.push_back(std::move(line));
  }
  return lines;
}

/// From the best to the worst.
constexpr std::array<const char*, 6> kVerdicts = {"identical", "statistical", "bounded",
                                                  "unchecked", "failed",      "WRONG"};

bool is_worse(const std::string& verdict, const std::string& known) {
  return std::ranges::find(kVerdicts, verdict) > std::ranges::find(kVerdicts, known);
}

/// The worst that the launches say of each case that they measured or failed at, and its id.
std::map<CaseKey, const Row*> worst_of(const Report& report) {
  std::map<CaseKey, const Row*> worst;
  for (const LaunchView& view : report.views)
    for (const Row& row : view.rows) {
      if (row.status == Status::skipped) continue;
      const Row*& known = worst[{row.name, row.backend, row.axes, row.scope}];
      if (known == nullptr || is_worse(row.verdict, known->verdict)) known = &row;
    }
  return worst;
}

/// Each with the worst verdict; those that failed in every launch are lines of their own.
void add_verdicts(std::vector<CaseLine>& lines, const Report& report, std::size_t columns) {
  std::map<CaseKey, const Row*> worst = worst_of(report);
  for (CaseLine& line : lines) {
    const auto found = worst.find(line.key);
    line.verdict = found->second->verdict;
    worst.erase(found);
  }
  for (const auto& [key, row] : worst) {
    lines.push_back({key, row->id, row->verdict, false, std::vector<CaseCell>(columns), {}});
    lines.back().cells.back().text = row->reason;
  }
  std::ranges::stable_sort(lines, {}, [](const CaseLine& line) {
    return row_order(line.key.name, line.key.backend, line.key.axes);
  });
}

void drop_empty_columns(CaseLines& table) {
  for (std::size_t column = table.columns.size(); column-- > 0;) {
    const auto at = static_cast<std::ptrdiff_t>(column);
    if (std::ranges::any_of(table.lines,
                            [&](const CaseLine& line) { return !line.cells[column].text.empty(); }))
      continue;
    table.columns.erase(table.columns.begin() + at);
    for (CaseLine& line : table.lines) line.cells.erase(line.cells.begin() + at);
  }
}

}  // namespace

CaseLines case_lines(const Report& report) {
  CaseLines table{columns_of(report), {}};
  if (report.comparison) {
    table.lines = lines_of_sides(report);
  } else {
    table.lines = lines_of_launches(report);
    add_verdicts(table.lines, report, table.columns.size());
  }
  drop_empty_columns(table);
  return table;
}

}  // namespace gpubench::results
