#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/repro/repro_words.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

/// Points drawn of a run: more than a screen has columns to tell apart.
constexpr std::size_t kStepsDrawn = 500;

/// Runs drawn: more lines are not told apart. The table of runs has more of them, the file all.
constexpr std::size_t kRunsDrawn = 12, kRunsListed = 500;

/// Every k-th step, and those at which a run parts.
std::set<std::size_t> steps_of(const std::vector<LossRun>& runs, const std::set<std::size_t>& partings) {
  std::size_t longest = 0;
  for (const LossRun& run : runs) longest = std::max(longest, run.loss.size());
  const std::size_t every = (longest + kStepsDrawn - 1) / kStepsDrawn;
  std::set<std::size_t> steps = partings;
  for (std::size_t step = 0; step < longest; step += every) steps.insert(step);
  return steps;
}

FigureTable table_of_steps(const std::vector<LossRun>& runs, const std::set<std::size_t>& steps) {
  FigureTable table{{"step"}, {}};
  for (const LossRun& run : runs) table.columns.push_back(run.name);
  for (const std::size_t step : steps) {
    std::vector<std::string> cells = {std::to_string(step)};
    for (const LossRun& run : runs)
      cells.push_back(step < run.loss.size() ? fmt::format("{:.6g}", run.loss[step]) : "");
    table.rows.push_back(std::move(cells));
  }
  return table;
}

json points_of(const std::vector<LossRun>& runs, const std::set<std::size_t>& steps) {
  json points = json::array();
  for (const LossRun& run : runs)
    for (const std::size_t step : steps)
      if (step < run.loss.size() && std::isfinite(run.loss[step]))
        points.push_back({{"run", run.name}, {"step", step}, {"loss", rounded(run.loss[step])}});
  return points;
}

}  // namespace

std::vector<Figure> draw_losses(const Report& report) {
  if (report.losses.size() < 2) return {};
  const LossRun& first = report.losses.front();
  const std::vector<LossRun> drawn(
      report.losses.begin(),
      report.losses.begin() + static_cast<std::ptrdiff_t>(std::min(report.losses.size(), kRunsDrawn)));
  json partings = json::array();
  std::set<std::size_t> parting_steps;
  FigureTable table{{"run", "steps", "first other bits at step", "beyond tolerance from step", "last loss"},
                    {}};
  std::string words;
  for (const LossRun& run : report.losses) {
    const LossComparison seen = compare_losses(first, run, report.tolerance);
    const auto step_of = [](const std::optional<Parting>& at) {
      return at ? std::to_string(at->step) : "never";
    };
    const auto parting = seen.bitwise ? std::optional(seen.bitwise->step) : std::nullopt;
    const std::size_t place = static_cast<std::size_t>(&run - &first);
    if (place < kRunsDrawn && parting) {
      partings.push_back({{"run", run.name}, {"step", *parting}});
      parting_steps.insert(*parting);
    }
    if (place < kRunsListed)
      table.rows.push_back({run.name, std::to_string(run.loss.size()),
                            &run == &first ? "" : step_of(seen.bitwise),
                            &run == &first ? "" : step_of(seen.beyond),
                            run.loss.empty() ? "" : fmt::format("{:.6g}", run.loss.back())});
    if (place > 0 && place < kRunsDrawn)
      words += (words.empty() ? "" : ". ") + loss_text(seen, report.tolerance);
  }
  json spec = json_of(R"~({"height":240,"layer":[
    {"mark":{"type":"rule","strokeDash":[4,3]},
     "encoding":{"x":{"field":"step","type":"quantitative"},"color":{"field":"run","type":"nominal"},
       "tooltip":[{"field":"run"},{"field":"step","title":"parts at step"}]}},
    {"mark":{"type":"line","strokeWidth":1.5},
     "encoding":{"x":{"field":"step","type":"quantitative","title":"step","axis":{"tickMinStep":1}},
       "y":{"field":"loss","type":"quantitative","title":"loss","scale":{"zero":false}},
       "color":{"field":"run","type":"nominal","title":null,"sort":null,"legend":{"orient":"bottom"}}}}]})~");
  spec["layer"][0]["data"]["values"] = partings;
  json names = json::array();
  for (const LossRun& run : drawn) names.push_back(run.name);
  for (json& layer : spec["layer"]) layer["encoding"]["color"]["scale"]["domain"] = names;
  const std::set<std::size_t> steps = steps_of(drawn, parting_steps);
  spec["layer"][1]["data"]["values"] = points_of(drawn, steps);
  FigureTable of_steps = table_of_steps(drawn, steps);
  std::size_t longest = 0;
  for (const LossRun& run : drawn) longest = std::max(longest, run.loss.size());
  if (steps.size() < longest)
    of_steps.note =
        fmt::format("{} of {} steps, evenly, and those at which a run parts: as many as are drawn.",
                    steps.size(), longest);
  if (report.losses.size() > drawn.size())
    words += fmt::format(". The first {} of {} runs are drawn", drawn.size(), report.losses.size());
  if (report.losses.size() > kRunsListed)
    table.note = fmt::format("The first {} of {} runs: gpubench repro --loss tells of all.", kRunsListed,
                             report.losses.size());
  return {{"losses",
           "Loss, step by step",
           words + ". Dashed lines are where a run parts from the first.",
           spec,
           {table, of_steps}}};
}

}  // namespace gpubench::results
