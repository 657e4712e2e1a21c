#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/repro/repro_words.hpp"

namespace gpubench::results {
namespace {

/// More bars are not read; the table has them all.
constexpr std::size_t kBarsMax = 60;

double total_of(const VarianceComponents& parts) {
  double sum = 0;
  for (const Component* one : {&parts.launch, &parts.device, &parts.node, &parts.site, &parts.residual})
    sum += one->variance.value_or(0);
  return sum;
}

}  // namespace

std::vector<Figure> draw_components(const Report& report) {
  if (!report.repro || report.kind == ReportKind::sides) return {};  // there builds would pass for launches
  std::vector<const CaseRepro*> rows;
  for (const CaseRepro& row : report.repro->cases)
    if (total_of(row.components) > 0) rows.push_back(&row);
  if (rows.empty()) return {};
  std::ranges::stable_sort(rows, std::greater<>(),
                           [](const CaseRepro* row) { return total_of(row->components); });
  nlohmann::json values = nlohmann::json::array();
  FigureTable table{{"case", "launch", "device", "node", "site", "rest", "repeat limit", "reproduce limit",
                     "launches for 2 %"},
                    {}};
  std::map<std::string, std::size_t> largest;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const CaseRepro& row = *rows[i];
    const VarianceComponents& parts = row.components;
    const std::string label = case_label(row.key.name, row.key.axes, row.key.backend);
    const std::pair<const char*, const Component*> named[] = {{"launch", &parts.launch},
                                                              {"device", &parts.device},
                                                              {"node", &parts.node},
                                                              {"site", &parts.site},
                                                              {"rest", &parts.residual}};
    const char* most = "rest";
    double most_variance = 0;
    for (const auto& [name, part] : named) {
      const double variance = part->variance.value_or(0);
      if (variance > most_variance) {
        most_variance = variance;
        most = name;
      }
      if (i < kBarsMax && variance > 0)
        values.push_back({{"case", label},
                          {"part", name},
                          {"variance", rounded(1e4 * variance)},
                          {"sd", deviation_text(*part)}});
    }
    ++largest[most];
    const auto limit = [](const Component& one) {
      return one.variance ? fmt::format("{:.2f} %", 100 * precision_limit(*one.variance)) : "";
    };
    table.rows.push_back({label, deviation_text(parts.launch), deviation_text(parts.device),
                          deviation_text(parts.node), deviation_text(parts.site),
                          deviation_text(parts.residual), limit(row.precision.repeatability),
                          limit(row.precision.reproducibility),
                          row.launches_needed ? std::to_string(*row.launches_needed) : ""});
  }
  std::string words;
  for (const auto& [name, cases] : largest)
    words += fmt::format("{}{} in {}", words.empty() ? "" : ", ", name, cases);
  nlohmann::json spec = json_of(R"~({"height":{"step":15},"mark":{"type":"bar"},
    "encoding":{"x":{"field":"variance","type":"quantitative","title":"variance of ln time, 1e-4 (1 is an sd of 1 %)"},
      "y":{"field":"case","type":"nominal","sort":null,"title":null},
      "color":{"field":"part","type":"nominal","title":null,"sort":["launch","device","node","site","rest"],"legend":{"orient":"bottom"}},
      "tooltip":[{"field":"case"},{"field":"part"},{"field":"sd"}]}})~");
  spec["data"]["values"] = values;
  return {{"components",
           "What a time's spread comes from",
           fmt::format("The largest part is {} of {} cases{}. What the data can't tell is left out.", words,
                       rows.size(),
                       rows.size() > kBarsMax
                           ? fmt::format(", of which the {} with most spread are drawn", kBarsMax)
                           : ""),
           spec,
           {table}}};
}

}  // namespace gpubench::results
