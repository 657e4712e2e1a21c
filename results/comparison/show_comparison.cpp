#include "results/comparison/show_comparison.hpp"

#include <fmt/format.h>

#include <ostream>

#include "results/comparison/comparison_words.hpp"
#include "results/prose.hpp"
#include "results/row_order.hpp"
#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kFactsShown = 12;

Style style_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::regressed:
    case Outcome::wrong:
    case Outcome::broken:
    case Outcome::missing:
      return Style::bad;
    case Outcome::equivalent:
    case Outcome::improved:
      return Style::good;
    default:
      return Style::plain;
  }
}

void show_header(const Comparison& comparison, const Prose& prose, std::ostream& out) {
  const auto line = [&](const char* what, const std::string& text) { out << prose.labelled(what, 10, text); };
  for (const auto& [what, side] :
       {std::pair("baseline", &comparison.baseline), std::pair("candidate", &comparison.candidate)}) {
    line(what, fmt::format("{}: {}", side->name, side_text(*side)));
    for (const std::string& warning : side->warnings) line("warning", warning);
  }
  line("design", design_text(comparison));
  for (const std::string& who : comparison.unknown_hardware)
    line("missing", who + ": model and clock of the device; that both sides have the same is taken on trust");
  out << '\n';
}

/// Facts that vary within a side are the last, after those that any two launches differ in; of both the names
/// are enough, unless all was asked for.
void show_environment(const Comparison& comparison, const ComparisonView& view, const Prose& prose,
                      std::ostream& out) {
  const std::size_t enough = view.verbose ? 24 : 0;  // a version with its build
  Table table({{"differs", Align::left, 0, 0},
               {"fact", Align::left, 0, 16},
               {"baseline", Align::left, 0, 12, enough},
               {"candidate", Align::left, 0, 12, enough}});
  std::string varying, incidental, scope;
  std::size_t shown = 0, more = 0;
  for (const EnvironmentDifference& one : comparison.environment) {
    if (!view.verbose && (one.baseline.varies || one.candidate.varies)) {
      varying += (varying.empty() ? "" : ", ") + one.key;
    } else if (!view.verbose && one.rule->bearing == Bearing::incidental) {
      incidental += (incidental.empty() ? "" : ", ") + one.key;
    } else if (view.verbose || shown < kFactsShown || one.weighty()) {
      table.add_row({{one.scope == scope ? "" : sanitize(one.scope)},
                     {sanitize(one.key), one.weighty() ? Style::strong : Style::plain},
                     {sanitize(values_text(one.baseline))},
                     {sanitize(values_text(one.candidate))}});
      scope = one.scope;
      ++shown;
    } else {
      ++more;
    }
  }
  if (shown > 0) out << table.render(view.width, view.color);
  if (shown == 0) out << prose.lines("no fact of the environment tells the two sides apart");
  if (more > 0) out << prose.lines(fmt::format("and {} more facts, named by --verbose", more));
  if (!incidental.empty()) out << prose.lines("differ from launch to launch: " + incidental, 2);
  if (!varying.empty()) out << prose.lines("within a side vary too: " + varying, 2);
  out << '\n';
}

void show_cases(const Comparison& comparison, const ComparisonView& view, std::ostream& out) {
  Table table({{"case", Align::left, 0, 12, kCaseEnough},
               {"backend", Align::left, 7, 0},
               {"axes", Align::left, 0, 8, kAxesEnough},
               {"baseline", Align::right, 4, 0},
               {"change", Align::right, 0, 0},
               {"interval", Align::right, 3, 0},
               {"verdict", Align::left, 0, 0},
               {"output", Align::left, 2, 0},
               {"flags", Align::left, 6, 0}});
  std::string group;
  std::size_t shown = 0;
  for (const ComparedCase& row : comparison.cases) {
    if (view.only_changed && !has_changed(row)) continue;
    ++shown;
    if (group_of(row.key.name) != group) table.add_heading(sanitize(group = group_of(row.key.name)));
    const Style output = row.numeric == NumericClass::wrong ? Style::bad : Style::plain;
    table.add_row({{"  " + sanitize(row.key.name.substr(std::min(row.key.name.size(), group.size() + 1)))},
                   {sanitize(row.key.backend)},
                   {sanitize(compact_axes(row.key.axes))},
                   {sanitize(typical_text(row))},
                   {change_text(row), Style::strong},
                   {interval_text(row.effect, row.half_width)},
                   {std::string(to_string(row.outcome)), style_of(row.outcome)},
                   {std::string(to_string(row.numeric)), output},
                   {sanitize(flags_text(row))}});
  }
  if (shown > 0) out << table.render(view.width, view.color) << '\n';
  if (shown == 0) out << (comparison.cases.empty() ? "no case was measured\n\n" : "no case changed\n\n");
}

void show_groups(const Comparison& comparison, const ComparisonView& view, std::ostream& out) {
  Table table({{"group", Align::left, 0, 12},
               {"cases", Align::right, 0, 0},
               {"change", Align::right, 0, 0},
               {"interval", Align::right, 0, 0}});
  for (const GroupRow& row : comparison.groups) {
    const auto effect = row.contrast ? std::optional(row.contrast->effect) : std::nullopt;
    table.add_row({{sanitize(row.group)},
                   {std::to_string(row.cases)},
                   {effect ? percent(*effect) : "", Style::strong},
                   {interval_text(effect, row.half_width)}});
  }
  out << table.render(view.width, view.color) << '\n';
}

void show_ranks(const Comparison& comparison, const ComparisonView& view, const Prose& prose,
                std::ostream& out) {
  for (const RankRow& row : comparison.ranks)
    out << prose.lines(rank_text(row), 2, row.effect > 0 ? Style::bad : Style::good);
  if (comparison.ranks.empty() && view.by == ComparisonView::By::ranks)
    out << prose.lines("no rank changed by more than the others");
}

bool is_one_launch_a_side(const Comparison& comparison) {
  return comparison.baseline.launches.size() == 1 && comparison.candidate.launches.size() == 1;
}

}  // namespace

void show(const Comparison& comparison, const ComparisonView& view, std::ostream& out) {
  const Prose prose{view.width, view.color};
  show_header(comparison, prose, out);
  show_environment(comparison, view, prose, out);
  if (view.by == ComparisonView::By::cases) show_cases(comparison, view, out);
  if (view.by == ComparisonView::By::groups) show_groups(comparison, view, out);
  if (view.by == ComparisonView::By::cases)
    for (const std::string& line : reasons(comparison)) out << prose.lines(line, 2);
  show_ranks(comparison, view, prose, out);
  out << prose.lines("A change above 0 is worse for the candidate; its interval holds 97.5 % at one look.");
  if (is_one_launch_a_side(comparison))
    out << prose.lines(
        "One launch a side can't tell a slower build from a slower hour, nor one site from another: "
        "`gpubench "
        "repeat` takes several.");
  out << prose.lines(counts_text(comparison) + ": " + conclusion_text(comparison), 2);
}

}  // namespace gpubench::results
