#include "results/report/case_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "results/report/case_lines.hpp"
#include "results/row_order.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

/// A row takes about that much less than a section.
constexpr std::size_t kRowsOfSection = 4;

const char* style_of(const std::string& verdict) {
  for (const char* bad : {"WRONG", "REGRESSED", "BROKEN", "MISSING", "failed"})
    if (verdict == bad) return "word bad";
  for (const char* good : {"identical", "statistical", "bounded", "EQUIVALENT", "IMPROVED", "EXPECTED"})
    if (verdict == good) return "word good";
  return "word open";
}

void write_line(Html& html, const CaseLine& line, const std::vector<std::string>& columns) {
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
      html.leaf("td", one.text, {{"class", columns[i] == "flags" ? "flags" : "words"}});
      continue;
    }
    const std::string value = fmt::format("{:.6g}", *one.value);
    const auto cell = html.element("td", {{"data-value", value}, {"class", "number"}});
    html.text(one.text);
    if (columns[i] != kShareColumn) continue;
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

/// Heads of columns of numbers stand where those do.
void write_column_heads(Html& html, const CaseLines& table) {
  const auto head = html.element("thead");
  const auto row = html.element("tr");
  for (const char* column : {"case", "axes", "verdict"}) html.leaf("th", column, {{"scope", "col"}});
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool numbers = std::ranges::any_of(
        table.lines, [i](const CaseLine& line) { return line.cells[i].value.has_value(); });
    html.leaf("th", table.columns[i], {{"scope", "col"}, {"class", numbers ? "number" : "words"}});
  }
}

}  // namespace

void write_case_table(Html& html, const Report& report, const PageRoom& room) {
  CaseLines table = case_lines(report);
  std::set<std::string> sections;
  for (std::size_t i = 0; i < std::min(room.cases, report.cases.size()); ++i)
    sections.insert(report.cases[i].id);
  for (CaseLine& line : table.lines) line.has_section = line.has_section && sections.contains(line.id);
  const auto section = html.element("section", {{"id", "table"}});
  html.leaf("h2", fmt::format("All cases ({})", table.lines.size()));
  const std::size_t shown = std::min(kRowsOfSection * room.cases, table.lines.size());
  if (shown < table.lines.size())
    html.leaf("p",
              fmt::format("The first {} are here: this page has no room for more; gpubench {} prints all.",
                          shown, report.comparison ? "compare" : "show"));
  write_controls(html, table.lines);
  const auto scrolled = html.element(
      "div", {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", "All cases"}});
  const auto whole = html.element("table", {{"id", "cases"}});
  write_column_heads(html, table);
  const auto body = html.element("tbody");
  for (std::size_t i = 0; i < shown; ++i) write_line(html, table.lines[i], table.columns);
}

std::string anchor_of(const std::string& id) {
  return "case-" + id;
}

}  // namespace gpubench::results
