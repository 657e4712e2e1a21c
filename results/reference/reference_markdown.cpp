// A run beside a reference as Markdown for a pull request.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "results/comparison/comparison_words.hpp"
#include "results/markdown.hpp"
#include "results/reference/reference_words.hpp"
#include "results/reference/show_reference.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

std::string share_line(const ReferenceRow& row) {
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", markdown_text(row.key.name),
                     markdown_text(row.key.backend), markdown_text(compact_axes(row.key.axes)),
                     time_text(row.run), markdown_text(rate_text(row.run)), time_text(row.reference),
                     markdown_text(rate_text(row.reference)), row.wrong ? "WRONG" : format_share(row.share));
}

std::string side_line(const char* what, const Side& side, const std::string& hardware) {
  return fmt::format("- {} {}: {}; {}\n", what, markdown_text(side.name), markdown_text(side_text(side)),
                     hardware.empty() ? "no fact tells the hardware" : markdown_text(hardware));
}

}  // namespace

std::string markdown(const Reference& reference, const ReferenceView& view) {
  std::string text = side_line("run", reference.run, reference.hardware_run) +
                     side_line("reference", reference.reference, reference.hardware_reference) + "\n" +
                     fmt::format("{}", fmt::join(share_sentences(), "\n")) + "\n\n";
  if (view.by_group) {
    text += "| group | cases | geometric mean |\n|---|--:|--:|\n";
    for (const ReferenceGroup& row : reference.groups)
      text += fmt::format("| {} | {} | {} |\n", markdown_text(row.group), row.cases, format_share(row.share));
  } else {
    text +=
        "| case | backend | axes | median | rate | reference | its rate | share |\n"
        "|---|---|---|--:|--:|--:|--:|--:|\n";
    for (const ReferenceRow& row : reference.rows) text += share_line(row);
  }
  text += "\n";
  for (const std::string& line : remarks(reference)) text += "- " + markdown_text(line) + "\n";
  return text + "- " + coverage_text(reference) + "\n";
}

}  // namespace gpubench::results
