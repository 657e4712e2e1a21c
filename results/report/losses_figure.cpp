#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/repro/repro_words.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

/// Points drawn of a run: more than a screen has columns to tell apart.
constexpr std::size_t kStepsDrawn = 500;

/// Every k-th step, and the one at which runs part.
json points_of(const LossRun& run, std::optional<std::size_t> parting) {
  json points = json::array();
  const std::size_t every = std::max<std::size_t>(1, run.loss.size() / kStepsDrawn);
  for (std::size_t step = 0; step < run.loss.size(); ++step)
    if ((step % every == 0 || step == parting) && std::isfinite(run.loss[step]))
      points.push_back({{"run", run.name}, {"step", step}, {"loss", rounded(run.loss[step])}});
  return points;
}

}  // namespace

std::vector<Figure> draw_losses(const Report& report) {
  if (report.losses.size() < 2) return {};
  const LossRun& first = report.losses.front();
  json points = json::array(), partings = json::array();
  FigureTable table{{"run", "steps", "first other bits at step", "beyond tolerance from step", "last loss"},
                    {}};
  std::string words;
  for (const LossRun& run : report.losses) {
    const LossComparison seen = compare_losses(first, run, report.tolerance);
    const auto step_of = [](const std::optional<Parting>& at) {
      return at ? std::to_string(at->step) : "never";
    };
    const auto parting = seen.bitwise ? std::optional(seen.bitwise->step) : std::nullopt;
    for (json& point : points_of(run, parting)) points.push_back(std::move(point));
    if (parting) partings.push_back({{"run", run.name}, {"step", *parting}});
    table.rows.push_back({run.name, std::to_string(run.loss.size()),
                          &run == &first ? "" : step_of(seen.bitwise),
                          &run == &first ? "" : step_of(seen.beyond),
                          run.loss.empty() ? "" : fmt::format("{:.6g}", run.loss.back())});
    if (&run != &first) words += (words.empty() ? "" : ". ") + loss_text(seen, report.tolerance);
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
  spec["layer"][1]["data"]["values"] = points;
  return {{"losses", "Loss, step by step", words + ". Dashed lines are where a run parts from the first.",
           spec, table}};
}

}  // namespace gpubench::results
