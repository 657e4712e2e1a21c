#include "results/repro/show_repro.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "results/prose.hpp"
#include "results/repro/repro_words.hpp"
#include "results/row_order.hpp"
#include "results/statistics/location.hpp"
#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kMixedShown = 6;
constexpr const char* kTerms[] = {
    "Repeatability is one site doing it again; reproducibility is another site with the same kind of device; "
    "replicability is another kind of device.",
    "The three are ACM's words (artifact review, version 1.1)."};
constexpr const char* kTimes[] = {
    "Standard deviations; two single launches differ by more than the limit in 5 % of cases.",
    "for 2 %: launches of each of two builds until a change of 2 % is found four times in five."};

Prose prose_of(const ReproView& view) {
  return {view.width, view.color};
}

std::string limit_text(const Component& variance) {
  return variance.variance ? fmt::format("{:.2f} %", 100 * precision_limit(*variance.variance)) : "";
}

Cell case_cell(const CaseRepro& row) {
  const std::string group = group_of(row.key.name);
  return {"  " + sanitize(row.key.name.substr(std::min(row.key.name.size(), group.size() + 1)))};
}

void show_header(const Repro& repro, const ReproView& view, std::ostream& out) {
  const auto line = [&](const char* what, const std::string& text) {
    out << prose_of(view).labelled(what, 10, text);
  };
  line("study", repro.study.name);
  for (const Site& site : repro.sites)
    line("site", fmt::format("{}: {} launch{}", site.name, site.launches.size(),
                             site.launches.size() == 1 ? "" : "es"));
  for (const std::string& warning : repro.study.warnings) line("warning", warning);
  for (const std::string& one : repro.hardware)
    line("hardware", one + ": what differs between these sites is replicability, not reproducibility");
  const std::size_t mixed_shown =
      view.verbose ? repro.mixed.size() : std::min(repro.mixed.size(), kMixedShown);
  for (std::size_t i = 0; i < mixed_shown; ++i)
    line("mixed", repro.mixed[i] + " varies between its launches: what spreads may be builds");
  if (repro.mixed.size() > mixed_shown)
    line("", fmt::format("and {} more facts, named by --verbose", repro.mixed.size() - mixed_shown));
  out << '\n';
  for (const char* term : kTerms) out << prose_of(view).lines(term);
  out << '\n';
}

void show_times(const Repro& repro, const ReproView& view, std::ostream& out) {
  Table table({{"times", Align::left, 0, 12, kCaseEnough},
               {"backend", Align::left, 9, 0},
               {"axes", Align::left, 0, 8, kAxesEnough},
               {"launches", Align::right, 3, 0},
               {"repeat sd", Align::right, 0, 0},
               {"limit", Align::right, 2, 0},
               {"reproduce sd", Align::right, 0, 0},
               {"limit", Align::right, 2, 0},
               {"launch", Align::right, 5, 0},
               {"device", Align::right, 5, 0},
               {"node", Align::right, 6, 0},
               {"site", Align::right, 6, 0},
               {"rest", Align::right, 7, 0},
               {"for 2 %", Align::right, 1, 0}});
  std::string group;
  for (const CaseRepro& row : repro.cases) {
    if (group_of(row.key.name) != group) table.add_heading(sanitize(group = group_of(row.key.name)));
    const VarianceComponents& parts = row.components;
    table.add_row({case_cell(row),
                   {sanitize(row.key.backend)},
                   {sanitize(compact_axes(row.key.axes))},
                   {row.launches > 0 ? std::to_string(row.launches)
                    : row.wrong      ? "WRONG"
                                     : "none"},
                   {deviation_text(row.precision.repeatability), Style::strong},
                   {limit_text(row.precision.repeatability)},
                   {deviation_text(row.precision.reproducibility), Style::strong},
                   {limit_text(row.precision.reproducibility)},
                   {deviation_text(parts.launch)},
                   {deviation_text(parts.device)},
                   {deviation_text(parts.node)},
                   {deviation_text(parts.site)},
                   {deviation_text(parts.residual)},
                   {row.launches_needed ? std::to_string(*row.launches_needed) : ""}});
  }
  out << table.render(view.width, view.color);
  for (const char* line : kTimes) out << prose_of(view).lines(line);
  out << '\n';
}

Style style_of(const LadderStep& step) {
  if (step.promise_broken || step.worst == NumericClass::wrong) return Style::bad;
  return step.worst == NumericClass::identical ? Style::good : Style::plain;
}

void show_ladder(const Repro& repro, const ReproView& view, std::ostream& out) {
  std::vector<Column> columns = {{"outputs", Align::left, 0, 12},
                                 {"backend", Align::left, 7, 0},
                                 {"axes", Align::left, 0, 8, kAxesEnough}};
  for (const Rung rung : kRungs) columns.push_back({std::string(to_string(rung)), Align::left, 0, 0});
  Table table(columns);
  std::string group;
  bool any = false;
  for (const CaseRepro& row : repro.cases) {
    if (std::ranges::all_of(row.ladder, [](const LadderStep& step) { return step.compared == 0; })) continue;
    any = true;
    if (group_of(row.key.name) != group) table.add_heading(sanitize(group = group_of(row.key.name)));
    std::vector<Cell> cells = {
        case_cell(row), {sanitize(row.key.backend)}, {sanitize(compact_axes(row.key.axes))}};
    for (const LadderStep& step : row.ladder) cells.push_back({step_text(step), style_of(step)});
    table.add_row(std::move(cells));
  }
  if (any) {
    out << table.render(view.width, view.color);
    out << prose_of(view).lines(
        "Outputs of equal inputs, by the most that differs between two of them; an empty cell: none to "
        "compare.");
  } else {
    out << prose_of(view).lines(
        "no two outputs of equal inputs: launches of one --seed tell whether the same bits come again");
  }
  out << '\n';
}

/// What the site that stands out makes of reproducibility: the median over cases with it and without.
void show_without_outlier(const Repro& repro, const ReproView& view, std::ostream& out) {
  std::vector<double> with, without;
  for (const CaseRepro& row : repro.cases) {
    const Component rest = reproducibility_without(row, repro.outlier->lab);
    if (!row.precision.reproducibility.variance || !rest.variance) continue;
    with.push_back(std::sqrt(*row.precision.reproducibility.variance));
    without.push_back(std::sqrt(*rest.variance));
  }
  if (!with.empty())
    out << prose_of(view).lines(
        fmt::format("without it the reproduce sd is {:.2f} % instead of {:.2f} %, median of {} cases",
                    100 * median(without), 100 * median(with), with.size()));
}

void show_pairs(const Repro& repro, const ReproView& view, std::ostream& out) {
  if (repro.pairs.empty()) return;
  Table table({{"site", Align::left, 0, 8},
               {"beside", Align::left, 0, 8},
               {"cases", Align::right, 3, 0},
               {"mean", Align::right, 0, 0},
               {"+-", Align::right, 2, 0},
               {"95 % of cases between", Align::right, 0, 0},
               {"+-", Align::right, 2, 0},
               {"concordance", Align::right, 1, 0}});
  for (const SitePair& pair : repro.pairs)
    table.add_row({{sanitize(pair.second)},
                   {sanitize(pair.first)},
                   {std::to_string(pair.times.cases)},
                   {ratio_text(pair.times.bias), Style::strong},
                   {fmt::format("{:.2f} %", 100 * pair.times.bias_half_width)},
                   {ratio_text(pair.times.lower) + " .. " + ratio_text(pair.times.upper)},
                   {fmt::format("{:.2f} %", 100 * pair.times.limit_half_width)},
                   {pair.shares ? fmt::format("{:.3f}", pair.shares->value) : ""}});
  out << '\n' << table.render(view.width, view.color) << '\n';
}

void show_sites(const Repro& repro, const ReproView& view, std::ostream& out) {
  Table table({{"site", Align::left, 0, 8},
               {"launches", Align::right, 3, 0},
               {"beside others", Align::right, 0, 0},
               {"h", Align::right, 0, 0},
               {"k", Align::right, 0, 0}});
  for (const LabRow& row : repro.labs)
    table.add_row({{sanitize(row.site)},
                   {std::to_string(row.launches)},
                   {fmt::format("{:+.2f} %", 100 * std::expm1(row.consistency.effect))},
                   {fmt::format("{:.2f}", row.consistency.h)},
                   {row.consistency.k ? fmt::format("{:.2f}", *row.consistency.k) : ""}});
  if (!repro.labs.empty()) out << table.render(view.width, view.color);
  out << prose_of(view).lines(outlier_text(repro), 0, repro.outlier ? Style::bad : Style::plain);
  if (repro.outlier) show_without_outlier(repro, view, out);
  show_pairs(repro, view, out);
}

/// The widest of all cases, and why what is missing is missing.
void show_remarks(const Repro& repro, const ReproView& view, std::ostream& out) {
  const Prose prose = prose_of(view);
  const CaseRepro* widest = nullptr;
  for (const CaseRepro& row : repro.cases)
    if (row.gap && (widest == nullptr || row.gap->gap > widest->gap->gap)) widest = &row;
  if (widest != nullptr)
    out << prose.lines(fmt::format("widest gap between devices: {}, {} {}", gap_text(*widest->gap),
                                   widest->key.name, compact_axes(widest->key.axes)),
                       2);
  for (const std::string& line : gaps_text(repro)) out << prose.lines(line, 2);
  for (const CaseRepro& row : repro.cases)
    for (const std::string& why : row.left_out)
      out << prose.lines(fmt::format("left out of {} {}: {}", row.key.name, compact_axes(row.key.axes), why),
                         2);
  if (repro.not_measured > 0) out << fmt::format("measured by no launch: {} cases\n", repro.not_measured);
}

}  // namespace

void show(const Repro& repro, const ReproView& view, std::ostream& out) {
  show_header(repro, view, out);
  if (repro.cases.empty()) {
    out << "nothing was measured\n";
    return;
  }
  show_times(repro, view, out);
  show_ladder(repro, view, out);
  show_sites(repro, view, out);
  show_remarks(repro, view, out);
  const std::size_t broken = count_broken(repro);
  if (broken > 0)
    out << prose_of(view).lines(
        fmt::format("{} case{} with an output that is wrong or not what its library promises", broken,
                    broken == 1 ? "" : "s"),
        0, Style::bad);
}

void show(const std::vector<LossComparison>& losses, double tolerance, std::ostream& out) {
  for (const LossComparison& one : losses) out << sanitize("loss of " + loss_text(one, tolerance)) << '\n';
}

}  // namespace gpubench::results
