#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "bench/api/registrar.hpp"
#include "harness/doctor/doctor.hpp"
#include "results/json.hpp"
#include "results/prose.hpp"
#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::doctor {
namespace {

using results::counted;
using results::Prose;
using results::Style;

constexpr std::size_t kMarkColumns = 9;
constexpr Result kGravestFirst[] = {Result::invalid, Result::warning, Result::unknown, Result::note,
                                    Result::good};

Style mark_style(Result result) {
  switch (result) {
    case Result::invalid:
      return Style::bad;
    case Result::warning:
      return Style::strong;
    case Result::good:
      return Style::good;
    case Result::note:
    case Result::unknown:
      return Style::dim;
  }
  return Style::plain;
}

std::string mark(Result result, bool color) {
  return results::paint(fmt::format("{:7}", to_string(result)), mark_style(result), color);
}

/// Evidence may quote a file or a library. What mends it stays one line: it is to be copied.
std::string finding_lines(const Finding& finding, std::size_t id_width, const Prose& prose) {
  std::string lines =
      fmt::format("{}  {:{}}  {}", mark(finding.result, prose.color), results::sanitize(finding.id), id_width,
                  prose.lines(finding.evidence, kMarkColumns + id_width + 2));
  if (!finding.mend.empty())
    lines += fmt::format("{:{}}mend: {}\n", "", kMarkColumns, results::sanitize(finding.mend));
  return lines;
}

std::string sum_line(const Findings& findings) {
  const auto number_of = [&](Result result) {
    return static_cast<std::size_t>(std::ranges::count(findings, result, &Finding::result));
  };
  const std::size_t invalid = number_of(Result::invalid), warnings = number_of(Result::warning);
  const std::string checks = counted(findings.size(), "check");
  if (invalid > 0)
    return fmt::format("{}: {} measurements invalid, {}\n", checks,
                       invalid == 1 ? "1 finding makes" : fmt::format("{} findings make", invalid),
                       counted(warnings, "warning"));
  if (warnings > 0) return fmt::format("{}: {}\n", checks, counted(warnings, "warning"));
  return fmt::format("{}: nothing speaks against measuring here\n", checks);
}

}  // namespace

std::string findings_text(const Findings& findings, const DoctorView& view) {
  std::size_t width = 0;
  std::vector<std::string> good;
  for (const Finding& finding : findings) {
    if (finding.result == Result::good && !view.all)
      good.push_back(results::sanitize(finding.id));
    else
      width = std::max(width, finding.id.size());
  }
  const Prose prose{view.width, view.color};
  std::string text;
  for (const Result result : kGravestFirst) {
    if (result == Result::good && !view.all) continue;
    for (const Finding& finding : findings)
      if (finding.result == result) text += finding_lines(finding, width, prose);
  }
  if (!good.empty())
    text += mark(Result::good, view.color) + "  " +
            prose.lines(fmt::format("{}", fmt::join(good, ", ")), kMarkColumns);
  return text + sum_line(findings);
}

std::string findings_json(const Findings& findings) {
  auto list = nlohmann::ordered_json::array();
  for (const Finding& finding : findings) {
    nlohmann::ordered_json one = {
        {"id", finding.id}, {"result", to_string(finding.result)}, {"evidence", finding.evidence}};
    results::put(one, "mend", finding.mend);
    list.push_back(std::move(one));
  }
  return results::json_text(nlohmann::ordered_json{{"schema", "gpubench-doctor/1"},
                                                   {"version", kVersion},
                                                   {"build_id", kBuildId},
                                                   {"result", to_string(overall(findings))},
                                                   {"findings", list}},
                            2, results::Escape::beyond_ascii);
}

}  // namespace gpubench::doctor
