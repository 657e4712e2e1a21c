#include "results/report/case_sections.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "results/report/case_table.hpp"
#include "results/report/figures.hpp"

namespace gpubench::results {
namespace {

std::string work_text(const ReportCase& one) {
  const Row& row = one.launches.front().row;
  std::string text =
      fmt::format("{}, scope {}, {} participant{}", one.key.axes.empty() ? "no axes" : one.key.axes,
                  one.key.scope, row.participants, row.participants == 1 ? "" : "s");
  const double bytes = static_cast<double>(one.work.bytes_read) + static_cast<double>(one.work.bytes_written);
  if (one.telling.rate) return text + "; outputs: " + row.verdict;
  const bool has_work = bytes > 0 || one.work.flop > 0 || one.work.message_bytes > 0;
  if (bytes > 0) text += fmt::format(", {:.4g} bytes", bytes);
  if (one.work.flop > 0) text += fmt::format(", {:.4g} flop", one.work.flop);
  if (one.work.message_bytes > 0) text += fmt::format(", messages of {} bytes", one.work.message_bytes);
  if (has_work) text += " an application";
  if (one.work.operations != 1) text += fmt::format(" of {:.6g} operations", one.work.operations);
  return text + "; outputs: " + row.verdict;
}

}  // namespace

void write_cases(Html& html, const Report& report, bool drawn, const PageRoom& room) {
  const auto section = html.element("section", {{"id", "each"}});
  html.leaf("h2", "Each case");
  const std::size_t shown = std::min(room.cases, report.cases.size());
  if (shown < report.cases.size())
    html.leaf("p", fmt::format("The first {} of {}: this page has no room for more; gpubench export has the "
                               "samples of all.",
                               shown, report.cases.size()));
  for (std::size_t i = 0; i < shown; ++i) {
    const ReportCase& one = report.cases[i];
    const std::string id = anchor_of(one.id);
    const auto details = html.element("details", {{"id", id}, {"class", "case"}});
    {
      const auto summary = html.element("summary");
      html.leaf("h3", case_label(one.key.name, one.key.axes, one.key.backend));
    }
    html.leaf("p", work_text(one) + ".");
    const auto pair = html.element("div", {{"class", "pair"}});
    for (const Figure& figure : draw_distribution(report, one, room)) write(html, figure, drawn);
  }
}

}  // namespace gpubench::results
