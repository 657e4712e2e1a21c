#include "results/report/environment_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "results/comparison/comparison_words.hpp"
#include "results/report/figure.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

/// What a processor says of its abilities is a page by itself.
constexpr std::size_t kValueShown = 200;

std::string shown_text(const SideFact& fact) {
  return shorten(values_text(fact), kValueShown);
}

void write_differences(Html& html, const Comparison& comparison) {
  FigureTable weighty{{"fact", "A", "B", "may move figures", "why"}, {}}, other = weighty;
  for (const EnvironmentDifference& one : comparison.environment)
    (one.weighty() ? weighty : other)
        .rows.push_back({one.scope + " " + one.key, shown_text(one.baseline), shown_text(one.candidate),
                         to_string(one.rule->bearing), one.rule->why});
  html.leaf("p", fmt::format("{} differ{}, {} of a kind that is known to move figures.",
                             counted(static_cast<std::int64_t>(comparison.environment.size()), "fact"),
                             comparison.environment.size() == 1 ? "s" : "", weighty.rows.size()));
  for (const std::string& unknown : comparison.unknown_hardware)
    html.leaf("p", "Not known: what the " + unknown + " is, by model or clock.");
  if (!weighty.rows.empty()) write(html, weighty);
  if (other.rows.empty()) return;
  const auto details = html.element("details");
  html.leaf("summary", fmt::format("{} other differences", other.rows.size()));
  write(html, other);
}

/// Facts that the series do not share, weightiest first.
void write_series(Html& html, const Report& report) {
  FigureTable table{{"fact"}, {}};
  std::vector<SideFacts> facts;
  SideFacts keys;
  for (std::size_t i = 0; i < report.series.size(); ++i) {
    Side side;
    for (const ReportLaunch& one : report.launches)
      if (one.series == i) side.launches.push_back(one.source);
    facts.push_back(facts_of(side));
    keys.insert(facts.back().begin(), facts.back().end());
    table.columns.push_back(report.series[i]);
  }
  std::vector<std::pair<std::string, std::string>> differing;
  for (const auto& [key, fact] : keys) {
    const bool same = std::ranges::all_of(facts, [&, &at = key](const SideFacts& one) {
      const auto found = one.find(at);
      return found != one.end() && found->second.values == facts.front()[at].values;
    });
    const bool itself = key.first == "run" && key.second == "site";  // what they are told apart by
    if (!same && !itself && rule_of(key.first, key.second).bearing >= Bearing::possible)
      differing.push_back(key);
  }
  std::ranges::stable_sort(differing, std::greater<>(),
                           [](const auto& key) { return rule_of(key.first, key.second).bearing; });
  for (const auto& key : differing) {
    std::vector<std::string> cells = {key.first + " " + key.second};
    for (SideFacts& one : facts) cells.push_back(shown_text(one[key]));
    table.rows.push_back(std::move(cells));
  }
  html.leaf("p",
            table.rows.empty()
                ? "No fact that is known to move figures differs between the sites."
                : fmt::format("{} that may move figures {} not the same at all sites; those that move them "
                              "most first.",
                              counted(static_cast<std::int64_t>(table.rows.size()), "fact"),
                              table.rows.size() == 1 ? "is" : "are"));
  for (const std::string& one : report.repro->hardware)
    html.leaf("p", one + ": what differs between these sites is replicability, not reproducibility.");
  for (const std::string& one : report.repro->mixed)
    html.leaf("p", one + " varies between its launches: what spreads may be builds.");
  if (!table.rows.empty()) write(html, table);
}

void write_facts(Html& html, const Report& report) {
  FigureTable table{{"fact", "value", "launches"}, {}};
  std::size_t varying = 0;
  for (const auto& [key, fact] : facts_of(report.study)) {
    if (fact.varies) ++varying;
    table.rows.push_back({key.first + " " + key.second, shown_text(fact),
                          fact.varies ? "varies" : std::to_string(fact.launches)});
  }
  html.leaf("p", fmt::format("{} facts are kept of {}.", table.rows.size(), side_text(report.study)) +
                     (varying > 0 ? fmt::format(" {} vary between launches.", varying) : ""));
  const auto details = html.element("details");
  html.leaf("summary", "All facts");
  write(html, table);
}

}  // namespace

void write_environment(Html& html, const Report& report) {
  const auto section = html.element("section", {{"id", "environment"}});
  html.leaf("h2", "Environment");
  if (report.comparison) {
    write_differences(html, *report.comparison);
  } else if (report.series.size() > 1) {
    write_series(html, report);
  } else {
    write_facts(html, report);
  }
}

}  // namespace gpubench::results
