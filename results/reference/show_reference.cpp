#include "results/reference/show_reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "results/comparison/comparison_words.hpp"
#include "results/prose.hpp"
#include "results/reference/reference_words.hpp"
#include "results/row_order.hpp"
#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

void show_sides(const Reference& reference, const Prose& prose, std::ostream& out) {
  const auto line = [&](const char* what, const std::string& text) {
    if (!text.empty()) out << prose.labelled(what, 10, text);
  };
  const auto side = [&](const char* what, const Side& one, const std::string& hardware) {
    line(what, fmt::format("{}: {}", one.name, side_text(one)));
    line("", hardware.empty() ? "on hardware that no fact tells" : "on " + hardware);
    for (const std::string& warning : one.warnings) line("warning", warning);
  };
  side("run", reference.run, reference.hardware_run);
  side("reference", reference.reference, reference.hardware_reference);
  out << '\n';
}

Cell share_cell(const ReferenceRow& row) {
  if (row.wrong) return {"WRONG", Style::bad};
  return {format_share(row.share), Style::strong};
}

void show_shares(const Reference& reference, const ReferenceView& view, std::ostream& out) {
  Table table({{"case", Align::left, 0, 12, kCaseEnough},
               {"backend", Align::left, 7, 0},
               {"axes", Align::left, 0, 8, kAxesEnough},
               {"median", Align::right, 3, 0},
               {"rate", Align::right, 1, 0},
               {"reference", Align::right, 4, 0},
               {"its rate", Align::right, 2, 0},
               {"share", Align::right, 0, 0}});
  std::string group;
  for (const ReferenceRow& row : reference.rows) {
    if (group_of(row.key.name) != group) table.add_heading(sanitize(group = group_of(row.key.name)));
    table.add_row({{"  " + sanitize(row.key.name.substr(std::min(row.key.name.size(), group.size() + 1)))},
                   {sanitize(row.key.backend)},
                   {sanitize(compact_axes(row.key.axes))},
                   {time_text(row.run)},
                   {rate_text(row.run)},
                   {time_text(row.reference)},
                   {rate_text(row.reference)},
                   share_cell(row)});
  }
  out << table.render(view.width, view.color) << '\n';
}

void show_group_shares(const Reference& reference, const ReferenceView& view, std::ostream& out) {
  Table table(
      {{"group", Align::left, 0, 12}, {"cases", Align::right, 0, 0}, {"geometric mean", Align::right, 0, 0}});
  for (const ReferenceGroup& row : reference.groups)
    table.add_row(
        {{sanitize(row.group)}, {std::to_string(row.cases)}, {format_share(row.share), Style::strong}});
  out << table.render(view.width, view.color) << '\n';
}

}  // namespace

void show(const Reference& reference, const ReferenceView& view, std::ostream& out) {
  const Prose prose{view.width, view.color};
  show_sides(reference, prose, out);
  if (view.by_group) {
    show_group_shares(reference, view, out);
  } else {
    show_shares(reference, view, out);
  }
  for (const std::string& line : remarks(reference)) out << prose.lines(line, 2);
  out << prose.lines(coverage_text(reference));
  for (const char* sentence : share_sentences()) out << prose.lines(sentence);
}

}  // namespace gpubench::results
