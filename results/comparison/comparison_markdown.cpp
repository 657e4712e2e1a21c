// A comparison as Markdown for a pull request.
#include <fmt/format.h>

#include "results/comparison/comparison_words.hpp"
#include "results/comparison/show_comparison.hpp"
#include "results/markdown.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

std::string case_line(const ComparedCase& row) {
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", markdown_text(row.key.name),
                     markdown_text(row.key.backend), markdown_text(compact_axes(row.key.axes)),
                     markdown_text(typical_text(row)), change_text(row),
                     interval_text(row.effect, row.half_width),
                     markdown_text(std::string(to_string(row.outcome))), to_string(row.numeric));
}

std::string group_line(const GroupRow& row) {
  const auto effect = row.contrast ? std::optional(row.contrast->effect) : std::nullopt;
  return fmt::format("| {} | {} | {} | {} |\n", markdown_text(row.group), row.cases,
                     effect ? percent(*effect) : "", interval_text(effect, row.half_width));
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
  text +=
      fmt::format("- baseline {}: {}\n- candidate {}: {}\n- {}\n\n", markdown_text(comparison.baseline.name),
                  markdown_text(side_text(comparison.baseline)), markdown_text(comparison.candidate.name),
                  markdown_text(side_text(comparison.candidate)), markdown_text(design_text(comparison)));
  text += table_of(comparison, view);
  for (const std::string& line : reasons(comparison)) text += "- " + markdown_text(line) + "\n";
  for (const RankRow& row : comparison.ranks) text += "- " + markdown_text(rank_text(row)) + "\n";
  std::string facts;
  for (const EnvironmentDifference& one : comparison.environment)
    if (!one.baseline.varies && !one.candidate.varies)
      facts +=
          fmt::format("| {} | {} | {} | {} |\n", markdown_text(one.scope), markdown_text(one.key),
                      markdown_text(values_text(one.baseline)), markdown_text(values_text(one.candidate)));
  if (!facts.empty()) text += "\n| differs | fact | baseline | candidate |\n|---|---|---|---|\n" + facts;
  return text;
}

}  // namespace gpubench::results
