// A history as Markdown.
#include <fmt/format.h>

#include "results/markdown.hpp"
#include "results/sparkline.hpp"
#include "results/trend/show_trend.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kMarkdownColumns = 30;

std::string trend_line(const Trend& trend, const TrendSeries& series) {
  std::vector<std::size_t> places;
  std::string changes;
  for (const TrendChange& change : series.changes) {
    places.push_back(change.point);
    changes += (changes.empty() ? "" : "; ") + change_text(trend, series, change);
  }
  const std::string line = sparkline(drawn_of(series), places, kMarkdownColumns);
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", markdown_text(series.key.name),
                     markdown_text(series.key.backend), markdown_text(compact_axes(series.key.axes)),
                     markdown_text(trend.machines.at(series.machine)), series.points.size(),
                     markdown_text(level_text(series)), markdown_text(line), markdown_text(changes));
}

}  // namespace

std::string markdown(const Trend& trend) {
  std::string text = fmt::format("**{}**: {}\n\n", markdown_text(trend.name),
                                 counted(static_cast<std::int64_t>(trend.launches.size()), "launch"));
  text +=
      "| case | backend | axes | machine | launches | now | history | changes "
      "|\n|---|---|---|---|--:|--:|---|---|\n";
  for (const TrendSeries& series : trend.series) text += trend_line(trend, series);
  text += "\n";
  for (const std::string& warning : trend.warnings) text += "- " + markdown_text(warning) + "\n";
  for (const std::string& line : common_changes(trend)) text += "- " + markdown_text(line) + "\n";
  for (const char* line : trend_cautions()) text += fmt::format("- {}\n", markdown_text(line));
  return text;
}

}  // namespace gpubench::results
