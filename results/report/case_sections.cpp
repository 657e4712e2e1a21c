#include "results/report/case_sections.hpp"

#include <fmt/format.h>

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
  if (bytes > 0) text += fmt::format(", {:.4g} bytes", bytes);
  if (one.work.flop > 0) text += fmt::format(", {:.4g} flop", one.work.flop);
  if (one.work.message_bytes > 0) text += fmt::format(", messages of {} bytes", one.work.message_bytes);
  return text + " an operation; outputs: " + row.verdict;
}

}  // namespace

void write_cases(Html& html, const Report& report, bool drawn) {
  const auto section = html.element("section", {{"id", "each"}});
  html.leaf("h2", "Each case");
  for (const ReportCase& one : report.cases) {
    const std::string id = anchor_of(one.id);
    const auto details = html.element("details", {{"id", id}, {"class", "case"}});
    {
      const auto summary = html.element("summary");
      html.leaf("h3", case_label(one.key.name, one.key.axes, one.key.backend));
    }
    html.leaf("p", work_text(one) + ".");
    const auto pair = html.element("div", {{"class", "pair"}});
    for (const Figure& figure : draw_distribution(report, one)) write(html, figure, drawn);
  }
}

}  // namespace gpubench::results
