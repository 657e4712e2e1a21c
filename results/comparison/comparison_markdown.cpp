// A comparison as Markdown for a pull request.
#include <fmt/format.h>

#include "results/comparison/comparison_words.hpp"
#include "results/comparison/show_comparison.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

/// Text of a file within a cell: nothing in it is markup, a link, a mention or the end of the cell.
std::string cell(const std::string& text) {
  std::string safe;
  for (const char c : sanitize(text)) {
    if (c == '@' || c == ':') {
      safe += fmt::format("&#{};", static_cast<int>(c));  // would mention somebody, or be made a link
    } else if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else {
      if (std::string_view("\\`*_{}[]()#!|>~").find(c) != std::string_view::npos) safe += '\\';
      safe += c;
    }
  }
  return safe;
}

std::string case_line(const ComparedCase& row) {
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", cell(row.key.name), cell(row.key.backend),
                     cell(compact_axes(row.key.axes)), cell(typical_text(row)), change_text(row),
                     interval_text(row.effect, row.half_width), cell(std::string(to_string(row.outcome))),
                     to_string(row.numeric));
}

std::string group_line(const GroupRow& row) {
  const auto effect = row.contrast ? std::optional(row.contrast->effect) : std::nullopt;
  return fmt::format("| {} | {} | {} | {} |\n", cell(row.group), row.cases, effect ? percent(*effect) : "",
                     interval_text(effect, row.half_width));
}

std::string table_of(const Comparison& comparison, const ComparisonView& view) {
  std::string text;
  if (view.by == ComparisonView::By::groups) {
    for (const GroupRow& row : comparison.groups) text += group_line(row);
    return text.empty() ? text : "| group | cases | change | interval |\n|---|--:|--:|--:|\n" + text + "\n";
  }
  if (view.by == ComparisonView::By::ranks) return text;
  for (const ComparedCase& row : comparison.cases)
    if (!view.only_changed || has_changed(row)) text += case_line(row);
  if (text.empty()) return "No case changed.\n\n";
  return "| case | backend | axes | baseline | change | interval | verdict | output |\n"
         "|---|---|---|--:|--:|--:|---|---|\n" +
         text + "\n";
}

}  // namespace

std::string markdown(const Comparison& comparison, const ComparisonView& view) {
  std::string text = fmt::format("**{}**: {}.\n\n", counts_text(comparison), conclusion_text(comparison));
  text += fmt::format("- baseline {}: {}\n- candidate {}: {}\n- {}\n\n", cell(comparison.baseline.name),
                      cell(side_text(comparison.baseline)), cell(comparison.candidate.name),
                      cell(side_text(comparison.candidate)), cell(design_text(comparison)));
  text += table_of(comparison, view);
  for (const std::string& line : reasons(comparison)) text += "- " + cell(line) + "\n";
  for (const RankRow& row : comparison.ranks) text += "- " + cell(rank_text(row)) + "\n";
  std::string facts;
  for (const EnvironmentDifference& one : comparison.environment)
    if (!one.baseline.varies && !one.candidate.varies)
      facts += fmt::format("| {} | {} | {} | {} |\n", cell(one.scope), cell(one.key),
                           cell(values_text(one.baseline)), cell(values_text(one.candidate)));
  if (!facts.empty()) text += "\n| differs | fact | baseline | candidate |\n|---|---|---|---|\n" + facts;
  return text;
}

}  // namespace gpubench::results
