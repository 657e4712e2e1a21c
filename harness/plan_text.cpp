// A plan as text for people, and as a digest for ranks.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "harness/plan.hpp"
#include "results/hash.hpp"
#include "results/json.hpp"
#include "results/wording.hpp"

namespace gpubench {
namespace {

/// Cut to the width, which counts columns of ASCII; 0 is no limit.
std::string fit(std::string line, std::size_t width) {
  if (width >= 4 && line.size() > width) {
    line.resize(width - 3);
    line += "...";
  }
  return line + "\n";
}

std::string label(const PlannedCase& planned) {
  const std::string axes = planned.axes.to_string();
  return planned.description.name + (axes.empty() ? "" : " " + axes);
}

}  // namespace

std::string describe_plan(const Plan& plan, std::size_t width) {
  std::map<std::string, std::vector<const PlannedCase*>> skipped;
  std::size_t measured = 0, name_width = 0;
  for (const PlannedCase& planned : plan.cases) {
    if (!planned.skip_reason.empty()) {
      skipped[planned.skip_reason].push_back(&planned);
      continue;
    }
    ++measured;
    name_width = std::max(name_width, planned.description.name.size());
  }
  std::string text = fit(fmt::format("{} to measure, {} skipped, seed {}",
                                     results::counted(static_cast<std::int64_t>(measured), "case"),
                                     plan.cases.size() - measured, plan.seed),
                         width);
  std::size_t place = 0;
  for (const PlannedCase& planned : plan.cases) {
    if (!planned.skip_reason.empty()) continue;
    text += fit(fmt::format("{:4}  {:{}}  {:5} {:6}  batch {:<7} {}", ++place, planned.description.name,
                            name_width, planned.description.backend, to_string(planned.description.scope),
                            planned.batch, planned.axes.to_string()),
                width);
  }
  for (const auto& [reason, cases] : skipped) {
    text += fit(fmt::format("skipped: {}", reason), width);
    for (const PlannedCase* planned : cases) text += fit(fmt::format("      {}", label(*planned)), width);
  }
  return text;
}

std::string why_nothing_is_measured(const Plan& plan) {
  std::set<std::string> reasons;
  for (const PlannedCase& planned : plan.cases) {
    if (planned.skip_reason.empty()) return {};
    reasons.insert(planned.skip_reason);
  }
  if (reasons.empty()) return {};
  const std::string skipped = plan.cases.size() == 1
                                  ? "the one case was skipped"
                                  : fmt::format("all {} cases were skipped", plan.cases.size());
  const std::string first = plan.cases.front().skip_reason;
  if (reasons.size() == 1) return fmt::format("{}: {}", skipped, first);
  return fmt::format("{}, for {} reasons, the first: {}", skipped, reasons.size(), first);
}

std::string plan_json(const Plan& plan) {
  nlohmann::ordered_json cases = nlohmann::ordered_json::array();
  for (const PlannedCase& planned : plan.cases) {
    nlohmann::ordered_json axes = nlohmann::ordered_json::object();
    for (const auto& [name, value] : planned.axes.values()) axes[name] = value;
    nlohmann::ordered_json one = {{"name", planned.description.name},
                                  {"backend", planned.description.backend},
                                  {"axes", std::move(axes)},
                                  {"scope", to_string(planned.description.scope)}};
    if (planned.skip_reason.empty()) {
      one["batch"] = planned.batch;
    } else {
      one["skipped"] = planned.skip_reason;
    }
    cases.push_back(std::move(one));
  }
  return results::json_text(nlohmann::ordered_json{{"seed", plan.seed}, {"cases", std::move(cases)}}, 1) +
         "\n";
}

std::string plan_digest(const Plan& plan) {
  results::Sha256 hash;
  for (const PlannedCase& planned : plan.cases) {
    hash.update(fmt::format("{}\n{}\n{}\n{}{}\n{}\n", planned.description.name, planned.description.backend,
                            planned.axes.to_string(), planned.batch, planned.batch_given ? "!" : "",
                            planned.skip_reason.empty() ? "" : "skipped"));
  }
  return hash.finish();
}

}  // namespace gpubench
