#include <fmt/format.h>

#include <algorithm>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/repro/repro_words.hpp"

namespace gpubench::results {

std::vector<Figure> draw_ladder(const Report& report) {
  if (!report.repro) return {};
  nlohmann::json values = nlohmann::json::array();
  FigureTable table{{"case"}, {}};
  for (const Rung rung : kRungs) table.columns.emplace_back(to_string(rung));
  for (const CaseRepro& row : report.repro->cases) {
    if (std::ranges::all_of(row.ladder, [](const LadderStep& step) { return step.compared == 0; })) continue;
    const std::string label = case_label(row.key.name, row.key.axes, row.key.backend);
    std::vector<std::string> cells = {label};
    for (std::size_t i = 0; i < kRungs.size(); ++i) {
      const LadderStep& step = row.ladder[i];
      cells.push_back(step_text(step));
      if (step.compared == 0) continue;
      std::string kind = step_text(step);
      kind = kind.substr(0, kind.find(','));
      values.push_back({{"case", label},
                        {"rung", to_string(kRungs[i])},
                        {"class", kind},
                        {"pairs", step.compared},
                        {"digests", step.digests}});
    }
    table.rows.push_back(std::move(cells));
  }
  if (table.rows.empty()) return {};
  nlohmann::json spec = json_of(R"~({"mark":{"type":"rect","stroke":"#8888","strokeWidth":1},
    "encoding":{"x":{"field":"rung","type":"nominal","sort":["repeat","restart","other device","other node","other site","other architecture"],"title":null,"axis":{"orient":"top","labelAngle":0,"labelLimit":90}},
      "y":{"field":"case","type":"nominal","sort":null,"title":null,"axis":{"labelOverlap":true,"labelSeparation":0}},
      "color":{"field":"class","type":"nominal","title":null,"legend":{"orient":"bottom"},
        "scale":{"domain":["IDENTICAL","STATISTICAL","BOUNDED","unchecked","PROMISED_BROKEN","WRONG"],
          "range":["#0072B2","#56B4E9","#F0E442","#999999","#D55E00","#CC3311"]}},
      "tooltip":[{"field":"case"},{"field":"rung"},{"field":"class"},{"field":"pairs"},{"field":"digests"}]}})~");
  spec["height"] = {{"step", table.rows.size() > 100 ? 5 : 15}};
  spec["data"]["values"] = values;
  const std::size_t broken = count_broken(*report.repro);
  return {{"ladder",
           "How far outputs stay the same, bit for bit",
           fmt::format("Outputs of equal inputs, by the most that differs between two of them: {} cases; {}.",
                       table.rows.size(),
                       broken == 0 ? "none is wrong, no promise of a library is broken"
                                   : fmt::format("{} wrong, or not what the library promises", broken)),
           spec,
           {table}}};
}

}  // namespace gpubench::results
