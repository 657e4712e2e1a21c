// A launch as a Markdown table, for a page or a pull request.
#include <fmt/format.h>

#include <ostream>

#include "results/error.hpp"
#include "results/export/exporter.hpp"
#include "results/markdown.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

std::string percent_cell(const std::optional<double>& share) {
  return share ? fmt::format("{:.1f} %", 100 * *share) : std::string();
}

std::string flags_cell(const Row& row) {
  std::string text;
  for (const std::string& flag : row.flags) text += (text.empty() ? "" : ", ") + flag;
  return text;
}

std::string named(const char* what, const std::string& text) {
  return text.empty() ? text : what + markdown_text(text);
}

class MarkdownExporter : public Exporter {
 public:
  explicit MarkdownExporter(std::ostream& out) : out_(out) {}
  void begin_launch(const Launch& launch, const std::vector<Row>&) override {
    out_ << (first_ ? "" : "\n") << fmt::format("**{}**", markdown_text(launch.ulid))
         << named(": ", launch.start)
         << (is_told(launch) ? fmt::format(", {} profile, {}", markdown_text(launch.profile),
                                           counted(static_cast<std::int64_t>(launch.ranks.size()), "rank"))
                             : "")
         << named(", site ", launch.site) << named(", position ", launch.position)
         << (launch.complete ? "" : ", incomplete")
         << (launch.complete ? "" : named(": ", launch.stop_reason)) << "\n\n"
         << "| case | backend | axes | median | +- | rate | of ceiling | verdict | flags |\n"
            "|---|---|---|--:|--:|--:|--:|---|---|\n";
    first_ = false;
  }
  void write_case(const Row& row, const Case&) override {
    const std::string verdict = row.verdict + (row.reason.empty() ? "" : ": " + row.reason);
    out_ << fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", markdown_text(row.name),
                        markdown_text(row.backend), markdown_text(compact_axes(row.axes)),
                        row.time_median ? format_time(*row.time_median) : "", percent_cell(row.half_width),
                        row.rate ? format_rate(*row.rate, row.rate_unit) : "",
                        percent_cell(row.share_of_ceiling), markdown_text(verdict),
                        markdown_text(flags_cell(row)));
  }

 private:
  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Exporter> markdown_exporter(std::ostream& out, bool samples) {
  if (samples) throw UsageError("gpubench export: markdown has no place for --samples");
  return std::make_unique<MarkdownExporter>(out);
}

}  // namespace gpubench::results
