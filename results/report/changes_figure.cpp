#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "results/comparison/comparison_words.hpp"
#include "results/json.hpp"
#include "results/report/figures.hpp"

namespace gpubench::results {
namespace {

/// More rows are not read any more; the table of cases has them all.
constexpr std::size_t kChangesShown = 50;

/// Those that are there, from bad to good; the same colour wherever the word is.
nlohmann::json verdict_colours(const std::vector<const ComparedCase*>& rows) {
  nlohmann::json domain = nlohmann::json::array(), range = nlohmann::json::array();
  const auto add = [&](std::initializer_list<Outcome> outcomes, const char* colour) {
    for (const Outcome outcome : outcomes) {
      if (std::ranges::find(rows, outcome, &ComparedCase::outcome) == rows.end()) continue;
      domain.push_back(to_string(outcome));
      range.push_back(colour);
    }
  };
  add({Outcome::wrong, Outcome::broken, Outcome::regressed, Outcome::missing}, "#D55E00");
  add({Outcome::suspected, Outcome::inconclusive, Outcome::watch}, "#E69F00");
  add({Outcome::incomparable, Outcome::different_hardware, Outcome::expected, Outcome::fresh}, "#8A919B");
  add({Outcome::equivalent}, "#3B8FC4");
  add({Outcome::improved}, "#009E73");
  return {{"domain", domain}, {"range", range}};
}

double change_percent(double effect) {
  return rounded(100 * std::expm1(effect));
}

}  // namespace

std::vector<Figure> draw_changes(const Report& report) {
  if (!report.comparison) return {};
  std::vector<const ComparedCase*> rows;
  for (const ComparedCase& row : report.comparison->cases)
    if (row.effect) rows.push_back(&row);
  if (rows.empty()) return {};
  std::ranges::stable_sort(rows, std::greater<>(), [](const auto* row) { return std::abs(*row->effect); });
  const std::size_t all = rows.size();
  rows.resize(std::min(all, kChangesShown));
  nlohmann::json values = nlohmann::json::array();
  FigureTable table{{"case", "change", "interval", "verdict"}, {}};
  for (const ComparedCase* row : rows) {
    const std::string label = case_label(row->key.name, row->key.axes, row->key.backend);
    nlohmann::json value = {
        {"case", label}, {"change", change_percent(*row->effect)}, {"verdict", to_string(row->outcome)}};
    if (row->half_width) {
      value["low"] = change_percent(*row->effect - *row->half_width);
      value["high"] = change_percent(*row->effect + *row->half_width);
    }
    values.push_back(value);
    table.rows.push_back({label, change_text(*row), interval_text(row->effect, row->half_width),
                          std::string(to_string(row->outcome))});
  }
  nlohmann::json spec = json_of(R"~({"height":{"step":15},
    "encoding":{"y":{"field":"case","type":"nominal","sort":null,"title":null}},
    "layer":[
      {"mark":{"type":"rule"},"data":{"values":[{}]},
       "encoding":{"x":{"datum":0},"y":null,"color":{"value":"#888888"}}},
      {"transform":[{"filter":"isValid(datum.low)"}],"mark":{"type":"rule","strokeWidth":2},
       "encoding":{"x":{"field":"low","type":"quantitative"},"x2":{"field":"high"},
         "color":{"field":"verdict","type":"nominal","title":null}}},
      {"mark":{"type":"point","filled":true,"size":45,"opacity":1},
       "encoding":{"x":{"field":"change","type":"quantitative","title":"change, % (above 0: B is worse)"},
         
         "color":{"field":"verdict","type":"nominal","title":null},
         "tooltip":[{"field":"case"},{"field":"change"},{"field":"low"},{"field":"high"},{"field":"verdict"}]}}]})~");
  spec["data"]["values"] = values;
  for (const std::size_t layer : {1, 2})
    spec["layer"][layer]["encoding"]["color"]["scale"] = verdict_colours(rows);
  const std::string some =
      all > rows.size() ? fmt::format(" The {} largest of {} are drawn.", rows.size(), all) : "";
  return {{"changes",
           "Change of each case, with its interval",
           fmt::format("{}; {}. The largest change is {} of {}.{}", counts_text(*report.comparison),
                       conclusion_text(*report.comparison), change_text(*rows.front()), table.rows.front()[0],
                       some),
           spec,
           {table}}};
}

}  // namespace gpubench::results
