#include "results/comparison/show_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "results/json.hpp"
#include "results/prose.hpp"
#include "results/row_order.hpp"
#include "results/statistics/power.hpp"
#include "results/statistics/suite_share.hpp"
#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kFewPairs = 5, kManyPairs = kLooks.back();
constexpr std::size_t kSuites = 1000;
constexpr std::uint64_t kSeed = 1;  // two readers of one ledger see one figure

std::string share(double on_ln) {
  return fmt::format("{:.2f} %", 100 * std::expm1(on_ln));
}

SuiteShare suites_of(const Ledger& ledger) {
  std::vector<Prior> priors;
  for (const Ledger::Entry& entry : ledger.entries()) priors.push_back(entry.prior);
  return simulate_suites(priors, kSuites, kSeed);
}

void show_conclusion(const Ledger& ledger, const Prose& prose, std::ostream& out) {
  const auto on_watch = std::ranges::count_if(
      ledger.entries(), [](const Ledger::Entry& entry) { return is_on_watch(entry.prior); });
  if (on_watch > 0) {
    out << prose.lines(
        fmt::format("on watch: {} of {} cases are too noisy here for {} pairs to resolve the margin of "
                    "{:.3g} %; they are "
                    "shown and never counted",
                    on_watch, ledger.entries().size(), kManyPairs, 100 * std::expm1(Thresholds{}.margin)));
  }
  const SuiteShare suites = suites_of(ledger);
  if (suites.suites == 0) {
    out << prose.lines("every case is on watch: nothing can be gated on this machine");
    return;
  }
  out << prose.lines(fmt::format(
      "of {} simulated duets of one build with itself {:.1f} % end with code 0, after {:.1f} pairs on "
      "average; "
      "{:.1f} % raise a false alarm",
      suites.suites, 100.0 * static_cast<double>(suites.good) / static_cast<double>(suites.suites),
      suites.pairs, 100.0 * static_cast<double>(suites.alarms) / static_cast<double>(suites.suites)));
}

}  // namespace

void show_ledger(const Ledger& ledger, const ComparisonView& view, std::ostream& out) {
  Table table({{"case", Align::left, 0, 12, kCaseEnough},
               {"backend", Align::left, 3, 0},
               {"axes", Align::left, 0, 8, kAxesEnough},
               {"typical", Align::right, 2, 0},
               {"pairs", Align::right, 1, 0},
               {"spread", Align::right, 0, 0},
               {fmt::format("{} pairs find", kFewPairs), Align::right, 0, 0},
               {fmt::format("{} pairs find", kManyPairs), Align::right, 0, 0},
               {"", Align::left, 0, 0}});
  std::string group;
  for (const Ledger::Entry& entry : ledger.entries()) {
    if (group_of(entry.key.name) != group) table.add_heading(sanitize(group = group_of(entry.key.name)));
    const bool watched = is_on_watch(entry.prior);
    table.add_row(
        {{"  " + sanitize(entry.key.name.substr(std::min(entry.key.name.size(), group.size() + 1)))},
         {sanitize(entry.key.backend)},
         {sanitize(compact_axes(entry.key.axes))},
         {sanitize(format_value(entry.typical, entry.unit))},
         {std::to_string(entry.pairs)},
         {share(std::sqrt(entry.prior.variance))},
         {share(resolvable_change(entry.prior, kFewPairs))},
         {share(resolvable_change(entry.prior, kManyPairs)), Style::strong},
         {watched ? "on watch" : ""}});
  }
  const Prose prose{view.width, view.color};
  out << table.render(view.width, view.color) << '\n'
      << prose.lines(
             "spread: standard deviation of the difference between the two launches of a pair; a change "
             "as large as the last columns say is found four times in five.");
  show_conclusion(ledger, prose, out);
}

std::string ledger_json(const Ledger& ledger) {
  nlohmann::ordered_json cases = nlohmann::ordered_json::array();
  for (const Ledger::Entry& entry : ledger.entries()) {
    cases.push_back({{"name", entry.key.name},
                     {"backend", entry.key.backend},
                     {"axes", entry.key.axes},
                     {"typical", entry.typical},
                     {"unit", entry.unit},
                     {"pairs", entry.pairs},
                     {"spread", std::sqrt(entry.prior.variance)},
                     {"resolvable_5", resolvable_change(entry.prior, kFewPairs)},
                     {"resolvable_12", resolvable_change(entry.prior, kManyPairs)},
                     {"watch", is_on_watch(entry.prior)}});
  }
  const SuiteShare suites = suites_of(ledger);
  return json_text(nlohmann::ordered_json{{"schema", "gpubench-ledger/1"},
                                          {"cases", std::move(cases)},
                                          {"suites",
                                           {{"simulated", suites.suites},
                                            {"good", suites.good},
                                            {"alarms", suites.alarms},
                                            {"pairs", suites.pairs}}}},
                   2);
}

}  // namespace gpubench::results
