#include "results/report/case_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "results/comparison/comparison_words.hpp"
#include "results/report/figure.hpp"
#include "results/repro/repro_words.hpp"
#include "results/row_order.hpp"
#include "results/statistics/location.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

struct CaseCell {
  std::string text;
  std::optional<double> value;  ///< What it sorts by, where that is no text.
};

struct CaseLine {
  CaseKey key;
  std::string id, verdict;
  bool has_section = true;
  std::vector<CaseCell> cells;  ///< After case, axes and verdict.
  std::optional<double> share;  ///< Of the ceiling; a bar.
};

CaseCell rate_cell(const ReportCase& one, std::optional<double> rate) {
  if (!rate) return {};
  const Row& row = one.launches.front().row;
  return {row.rate_time ? format_time(1e-9 * *rate) : format_rate(*rate, row.rate_unit), rate};
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

/// The worst of the launches: WRONG before all.
std::string verdict_of(const ReportCase& one) {
  std::string worst = one.launches.front().row.verdict;
  for (const CaseLaunch& launch : one.launches)
    if (launch.row.verdict == "WRONG" || (worst == "identical" && launch.row.verdict != worst))
      worst = launch.row.verdict;
  return worst;
}

CaseCell deviation_cell(const Component& part) {
  if (!part.variance) return {};
  return {deviation_text(part), std::sqrt(*part.variance)};
}

using Columns = std::vector<std::string>;

Columns columns_of(const Report& report) {
  if (report.comparison)
    return {"change", "interval", "A", "A's rate", "B's rate", "outputs", "of ceiling", "flags"};
  if (report.repro) return {"median", "rate", "repeat sd", "reproduce sd", "launches", "of ceiling", "flags"};
  return {"median", "+-", "rate", "spread", "of ceiling", "flags"};
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
    line.cells = {
        {change_text(row), row.effect},
        {interval_text(row.effect, row.half_width), row.half_width},
        {typical_text(row), row.typical_baseline > 0 ? std::optional(row.typical_baseline) : std::nullopt}};
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
    CaseLine line{one.key, one.id, verdict_of(one), true, {}, median_of_all(one, &Row::share_of_ceiling)};
    const auto figure = [&](std::optional<double> Row::*which) { return median_of_all(one, which); };
    line.cells.push_back(value_cell(figure(&Row::time_median), one.unit));
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

const char* style_of(const std::string& verdict) {
  for (const char* bad : {"WRONG", "REGRESSED", "BROKEN", "MISSING", "failed"})
    if (verdict == bad) return "word bad";
  for (const char* good : {"identical", "statistical", "bounded", "EQUIVALENT", "IMPROVED", "EXPECTED"})
    if (verdict == good) return "word good";
  return "word open";
}

void write_line(Html& html, const CaseLine& line, const Columns& columns) {
  const std::string group = group_of(line.key.name);
  const auto row = html.element("tr", {{"data-group", group}, {"data-verdict", line.verdict}});
  {
    const auto name = html.element("th", {{"scope", "row"}});
    const std::string label = line.key.name + (line.key.backend == "host" ? "" : " " + line.key.backend);
    const std::string link = "#" + anchor_of(line.id);
    if (line.has_section) {
      html.leaf("a", label, {{"href", link}});
    } else {
      html.text(label);
    }
  }
  html.leaf("td", compact_axes(line.key.axes), {{"class", "axes"}});
  {
    const auto cell = html.element("td");
    html.leaf("span", line.verdict, {{"class", style_of(line.verdict)}});
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const CaseCell& one = line.cells[i];
    if (!one.value) {
      html.leaf("td", one.text);
      continue;
    }
    const std::string value = fmt::format("{:.6g}", *one.value);
    const auto cell = html.element("td", {{"data-value", value}, {"class", "number"}});
    html.text(one.text);
    if (columns[i] != "of ceiling") continue;
    const std::string width = fmt::format("{:.1f}", 100 * std::clamp(*one.value, 0.0, 1.0));
    const auto bar = html.element("svg", {{"class", "bar"},
                                          {"viewBox", "0 0 100 6"},
                                          {"preserveAspectRatio", "none"},
                                          {"aria-hidden", "true"}});
    html.leaf("rect", "", {{"width", width}, {"height", "6"}});
  }
}

void write_choice(Html& html, const char* id, const char* label, const char* all,
                  const std::set<std::string>& words) {
  const auto whole = html.element("label", {{"for", id}});
  html.text(label);
  const auto choice = html.element("select", {{"id", id}});
  html.leaf("option", all, {{"value", ""}});
  for (const std::string& word : words) html.leaf("option", word, {{"value", word}});
}

void write_controls(Html& html, const std::vector<CaseLine>& lines) {
  std::set<std::string> groups, verdicts;
  for (const CaseLine& line : lines) {
    groups.insert(group_of(line.key.name));
    verdicts.insert(line.verdict);
  }
  const auto form = html.element("form", {{"id", "controls"}, {"hidden", ""}, {"role", "search"}});
  {
    const auto label = html.element("label", {{"for", "search"}});
    html.text("Search ");
    html.lone("input",
              {{"id", "search"}, {"type", "search"}, {"autocomplete", "off"}, {"placeholder", "triad 1MiB"}});
  }
  write_choice(html, "group", "Group ", "all groups", groups);
  write_choice(html, "word", "Verdict ", "all verdicts", verdicts);
  html.leaf("output", "", {{"id", "shown"}, {"aria-live", "polite"}});
}

}  // namespace

void write_case_table(Html& html, const Report& report) {
  const std::vector<CaseLine> lines = report.comparison ? lines_of_sides(report) : lines_of_launches(report);
  const Columns columns = columns_of(report);
  const auto section = html.element("section", {{"id", "table"}});
  html.leaf("h2", fmt::format("All cases ({})", lines.size()));
  write_controls(html, lines);
  const auto scrolled = html.element(
      "div", {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", "All cases"}});
  const auto table = html.element("table", {{"id", "cases"}});
  {
    const auto head = html.element("thead");
    const auto row = html.element("tr");
    for (const char* column : {"case", "axes", "verdict"}) html.leaf("th", column, {{"scope", "col"}});
    for (const std::string& column : columns) html.leaf("th", column, {{"scope", "col"}});
  }
  const auto body = html.element("tbody");
  for (const CaseLine& line : lines) write_line(html, line, columns);
}

std::string anchor_of(const std::string& id) {
  return "case-" + id;
}

}  // namespace gpubench::results
