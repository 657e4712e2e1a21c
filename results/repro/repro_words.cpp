#include "results/repro/repro_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace gpubench::results {
namespace {

std::string parting_text(const Parting& at) {
  std::string text = fmt::format("step {} ({:.9g} and {:.9g}", at.step, at.first, at.second);
  if (at.ulp != UINT64_MAX) text += fmt::format(", {} ulp", at.ulp);
  if (at.relative) text += fmt::format(", {:.2g} relative", *at.relative);
  return text + ")";
}

}  // namespace

std::string ratio_text(double effect) {
  return fmt::format("{:+.2f} %", 100 * std::expm1(effect));
}

std::string deviation_text(const Component& component) {
  return component.variance ? fmt::format("{:.2f} %", 100 * std::sqrt(*component.variance)) : "";
}

std::string step_text(const LadderStep& step) {
  if (step.compared == 0) return {};
  std::string text(step.promise_broken ? "PROMISED_BROKEN" : to_string(step.worst));
  if (text.empty()) text = "unchecked";
  return step.digests > 1 ? fmt::format("{}, {} digests", text, step.digests) : text;
}

std::vector<std::string> gaps_text(const Repro& repro) {
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  const auto count = [&](const char* figure, const Component& component) {
    if (!component.variance) ++counts[{figure, component.why}];
  };
  for (const CaseRepro& row : repro.cases) {
    if (row.launches == 0) continue;
    count("repeatability", row.precision.repeatability);
    count("reproducibility", row.precision.reproducibility);
    count("launch", row.components.launch);
    count("device", row.components.device);
    count("node", row.components.node);
    count("site", row.components.site);
  }
  std::vector<std::string> lines;
  for (const auto& [what, cases] : counts)
    lines.push_back(fmt::format("{} ({} case{}): {}", what.first, cases, cases == 1 ? "" : "s", what.second));
  return lines;
}

std::string outlier_text(const Repro& repro) {
  if (repro.labs.empty()) return "outlying site: " + repro.no_labs;
  if (!repro.outlier)
    return fmt::format("no site stands out of the {} (mean over {} case{}; Grubbs and Cochran, 1 % each)",
                       repro.labs.size(), repro.lab_cases, repro.lab_cases == 1 ? "" : "s");
  const LabRow& row = repro.labs[repro.outlier->lab];
  if (repro.outlier->in == OutlierLab::In::spread)
    return fmt::format("site {} stands out: its launches vary {:.1f} times as much as all sites' (p {:.1g})",
                       row.site, row.consistency.k.value_or(0), repro.outlier->p);
  return fmt::format("site {} stands out: {} beside the others, h {:.2f} (p {:.1g})", row.site,
                     ratio_text(row.consistency.effect), row.consistency.h, repro.outlier->p);
}

std::string gap_text(const WorstGap& gap) {
  return fmt::format("{} is {} beside {}, site {}", gap.slowest, ratio_text(gap.gap), gap.fastest, gap.site);
}

std::string loss_text(const LossComparison& seen, double tolerance) {
  std::string text = fmt::format("{} and {}: ", seen.first, seen.second);
  text += seen.bitwise ? "part at " + parting_text(*seen.bitwise)
                       : fmt::format("the same bits in all {} steps", seen.steps);
  if (seen.beyond) text += fmt::format("; beyond {:.2g} from {}", tolerance, parting_text(*seen.beyond));
  if (seen.bitwise && !seen.beyond)
    text += fmt::format("; within {:.2g} in all {} steps", tolerance, seen.steps);
  if (seen.steps_first != seen.steps_second)
    text += fmt::format("; they have {} and {} steps", seen.steps_first, seen.steps_second);
  return text;
}

}  // namespace gpubench::results
