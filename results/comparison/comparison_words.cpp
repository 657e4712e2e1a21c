#include "results/comparison/comparison_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kValuesShown = 3;
constexpr std::size_t kCasesNamed = 4;

/// From what ends a pull request to what is of no concern.
constexpr std::array kOutcomes = {Outcome::wrong,        Outcome::broken,
                                  Outcome::regressed,    Outcome::missing,
                                  Outcome::incomparable, Outcome::suspected,
                                  Outcome::inconclusive, Outcome::expected,
                                  Outcome::watch,        Outcome::different_hardware,
                                  Outcome::improved,     Outcome::fresh,
                                  Outcome::equivalent};

template <class Text>
std::string distinct(const Side& side, Text&& text) {
  std::set<std::string> values;
  for (const SideLaunch& one : side.launches) values.insert(text(one.launch()));
  values.erase("");
  return fmt::format("{}", fmt::join(values, " | "));
}

std::string launches_text(std::size_t count) {
  return fmt::format("{} launch{}", count, count == 1 ? "" : "es");
}

}  // namespace

std::string percent(double effect) {
  return fmt::format("{:+.1f} %", 100 * std::expm1(effect));
}

std::string change_text(const ComparedCase& row) {
  return row.effect ? percent(*row.effect) : "";
}

std::string interval_text(std::optional<double> effect, std::optional<double> half_width) {
  if (!effect || !half_width) return {};
  return fmt::format("{:+.1f} .. {:+.1f} %", 100 * std::expm1(*effect - *half_width),
                     100 * std::expm1(*effect + *half_width));
}

std::string typical_text(const ComparedCase& row) {
  const double typical = row.typical_baseline > 0 ? row.typical_baseline : row.typical_candidate;
  if (!(typical > 0)) return {};
  return format_value(typical, row.unit);
}

std::string flags_text(const ComparedCase& row) {
  std::string text = fmt::format("{}", fmt::join(row.flags, " "));
  if (row.tail_effect) text += fmt::format("{}tail {}", text.empty() ? "" : " ", percent(*row.tail_effect));
  return text;
}

std::string side_text(const Side& side) {
  std::string text = launches_text(side.launches.size());
  const auto add = [&](const std::string& words) {
    if (!words.empty()) text += ", " + words;
  };
  const std::string ranks = distinct(side, [](const Launch& launch) {
    return launch.ranks.empty() ? "" : std::to_string(launch.ranks.size());
  });
  if (!ranks.empty()) add(ranks + (ranks == "1" ? " rank" : " ranks"));
  add(distinct(side, [](const Launch& launch) { return launch.site; }));
  add(distinct(
      side, [](const Launch& launch) { return launch.profile.empty() ? "" : launch.profile + " profile"; }));
  const std::string first = side.launches.front().launch().start, last = side.launches.back().launch().start;
  add(first == last ? first : first + " to " + last);
  const auto partial =
      std::ranges::count_if(side.launches, [](const auto& one) { return !one.launch().complete; });
  if (partial > 0) add(fmt::format("{} INCOMPLETE", partial));
  return text;
}

std::string design_text(const Comparison& comparison) {
  const Design& design = comparison.design;
  const std::size_t a = comparison.baseline.launches.size(), b = comparison.candidate.launches.size();
  std::string text = design.pairs.empty()
                         ? fmt::format("{} beside {}, no pairs", launches_text(a), launches_text(b))
                         : fmt::format("{} pairs, launched in turn", design.pairs.size());
  if (design.unpaired > 0)
    text += fmt::format(", {} without a partner left out", launches_text(design.unpaired));
  if (!design.blocked.empty()) text += "; " + design.blocked;
  return text;
}

std::string values_text(const SideFact& fact) {
  if (fact.values.empty()) return "(missing)";
  std::vector<std::string> shown(fact.values.begin(), fact.values.end());
  const std::size_t all = shown.size();
  shown.resize(std::min(all, kValuesShown));
  std::string text = fmt::format("{}", fmt::join(shown, " | "));
  if (all > kValuesShown) text += fmt::format(" | {} more", all - kValuesShown);
  return text;
}

std::string rank_text(const RankRow& row) {
  const std::string device =
      row.device.empty() ? "" : fmt::format(" ({} device {})", row.backend, row.device);
  const char* sense = row.effect > 0 ? "worse" : "better";
  return fmt::format("{}rank {}{}: {} {:.1f} % {} than the others', in {} of {} cases",
                     row.suspected ? "suspected: " : "", row.rank, device, row.group,
                     100 * std::abs(std::expm1(row.effect)), sense, row.named, row.cases);
}

std::string counts_text(const Comparison& comparison) {
  std::vector<std::string> parts;
  for (const Outcome outcome : kOutcomes)
    if (const std::size_t n = count(comparison, outcome); n > 0)
      parts.push_back(fmt::format("{} {}", n, to_string(outcome)));
  return fmt::format("{} of {} case{}", fmt::join(parts, ", "), comparison.cases.size(),
                     comparison.cases.size() == 1 ? "" : "s");
}

std::string conclusion_text(const Comparison& comparison) {
  switch (exit_code(comparison)) {
    case ExitCode::good:
      return "no case got worse";
    case ExitCode::regressed:
      return "something got worse, is wrong or is gone";
    case ExitCode::inconclusive:
      return "nothing is shown to be worse, and not everything to be as good";
    default:
      return "the two sides can't be compared in everything";
  }
}

std::vector<std::string> reasons(const Comparison& comparison) {
  std::vector<std::string> lines;
  for (const Outcome outcome : kOutcomes) {
    std::map<std::string, std::vector<std::string>> cases;
    for (const ComparedCase& row : comparison.cases)
      if (row.outcome == outcome && !row.why.empty())
        cases[row.why].push_back(row.key.name +
                                 (row.key.axes.empty() ? "" : " " + compact_axes(row.key.axes)));
    for (auto& [why, names] : cases) {
      const std::size_t all = names.size();
      const std::string list =
          all > kCasesNamed ? fmt::format("{} cases", all) : fmt::format("{}", fmt::join(names, ", "));
      lines.push_back(fmt::format("{}: {}: {}", to_string(outcome), list, why));
    }
  }
  return lines;
}

}  // namespace gpubench::results
