// What a gate found, in the words of the machines that run it.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "results/comparison/comparison_words.hpp"
#include "results/comparison/show_comparison.hpp"
#include "results/gate/gate.hpp"
#include "results/json.hpp"
#include "results/junit.hpp"
#include "results/row_order.hpp"
#include "results/terminal.hpp"

namespace gpubench::results {
namespace {

enum class Weight { passed, unjudged, undecided, failed };

Weight weight_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::regressed:
    case Outcome::wrong:
    case Outcome::broken:
    case Outcome::missing:
      return Weight::failed;
    case Outcome::inconclusive:
    case Outcome::suspected:
      return Weight::undecided;
    case Outcome::watch:
    case Outcome::fresh:
    case Outcome::incomparable:
    case Outcome::different_hardware:
      return Weight::unjudged;
    default:
      return Weight::passed;
  }
}

std::string name_of(const ComparedCase& row) {
  return fmt::format("{} {}{}{}", row.key.name, row.key.backend, row.key.axes.empty() ? "" : " ",
                     row.key.axes);
}

/// "REGRESSED +5.0 % (+4.1 .. +5.9 %): 5 pairs"
std::string finding_of(const ComparedCase& row) {
  const std::string change = change_text(row), interval = interval_text(row.effect, row.half_width);
  std::string text(to_string(row.outcome));
  if (!change.empty()) text += " " + change;
  if (!interval.empty()) text += " (" + interval + ")";
  if (!row.why.empty()) text += ": " + row.why;
  return sanitize(text);
}

JunitCase test_case_of(const ComparedCase& row) {
  JunitCase one{group_of(row.key.name), name_of(row), JunitCase::Kind::passed, finding_of(row)};
  const Weight weight = weight_of(row.outcome);
  if (weight == Weight::failed) one.kind = JunitCase::Kind::failed;
  if (weight == Weight::undecided || weight == Weight::unjudged) one.kind = JunitCase::Kind::skipped;
  return one;
}

/// A workflow command ends at a line's end; in its properties ":" and "," part what follows.
std::string command_text(std::string_view text, bool property) {
  std::string result;
  for (const char c : text) {
    const bool kept = c != '%' && c != '\r' && c != '\n' && !(property && (c == ':' || c == ','));
    result += kept ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

std::size_t count_of(const GateResult& result, Weight weight) {
  return static_cast<std::size_t>(std::ranges::count_if(
      result.comparison.cases, [&](const ComparedCase& row) { return weight_of(row.outcome) == weight; }));
}

}  // namespace

std::string junit_xml(const GateResult& result) {
  std::vector<JunitCase> cases;
  for (const ComparedCase& row : result.comparison.cases) cases.push_back(test_case_of(row));
  // A gate that passes nothing must not look green for want of a failed case.
  if (result.code != ExitCode::good && count_of(result, Weight::failed) == 0)
    cases.push_back({"gate", "verdict", JunitCase::Kind::failed, conclusion_text(result)});
  return kJunitBegin + junit_suite("gpubench gate", cases) + kJunitEnd;
}

std::string github_annotations(const GateResult& result) {
  std::string text;
  const auto annotate = [&](const char* level, const std::string& title, const std::string& what) {
    text += fmt::format("::{} title={}::{}\n", level, command_text(sanitize(title), true),
                        command_text(what, false));
  };
  for (const ComparedCase& row : result.comparison.cases) {
    const Weight weight = weight_of(row.outcome);
    if (weight == Weight::failed) annotate("error", name_of(row), finding_of(row));
    if (weight == Weight::undecided) annotate("warning", name_of(row), finding_of(row));
    if (row.outcome == Outcome::expected) annotate("notice", name_of(row), finding_of(row));
  }
  for (const std::string& note : result.notes) annotate("warning", "gpubench gate", sanitize(note));
  if (result.code != ExitCode::good)
    annotate(result.code == ExitCode::inconclusive ? "warning" : "error", "gpubench gate",
             conclusion_text(result));
  return text;
}

std::string gate_json(const GateResult& result) {
  auto object = ordered_json_of(comparison_json(result.comparison));
  object["notes"] = result.notes;
  object["exit_code"] = static_cast<int>(result.code);
  return json_text(object, 2);
}

std::string notes_text(const GateResult& result, const Prose& prose) {
  std::string text;
  for (const std::string& note : result.notes) text += prose.lines("policy: " + note, 2);
  return text + prose.lines("gate: " + conclusion_text(result), 2);
}

std::string conclusion_text(const GateResult& result) {
  std::string text = counts_text(result.comparison);
  switch (result.code) {
    case ExitCode::good:
      return text + ": the candidate passes";
    case ExitCode::regressed:
      return text + ": the candidate fails";
    case ExitCode::inconclusive:
      return text + ": undecided";
    default:
      return text + ": nothing was shown";
  }
}

}  // namespace gpubench::results
