#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/repro/repro_words.hpp"
#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kCasesDrawn = 80;

struct SitePlace {
  std::string label, site;
  double effect = 0;
};

/// Each site's L less the mean of all sites'.
std::vector<SitePlace> places_of(const Repro& repro, const CaseRepro& row) {
  std::vector<std::pair<std::string, double>> means;
  for (std::size_t site = 0; site < row.labs.size() && site < repro.sites.size(); ++site)
    if (!row.labs[site].empty()) means.emplace_back(repro.sites[site].name, mean(row.labs[site]));
  if (means.size() < 2) return {};
  double all = 0;
  for (const auto& [site, value] : means) all += value / static_cast<double>(means.size());
  std::vector<SitePlace> places;
  const std::string label = case_label(row.key.name, row.key.axes, row.key.backend);
  for (const auto& [site, value] : means) places.push_back({label, site, value - all});
  return places;
}

}  // namespace

std::vector<Figure> draw_sites(const Report& report) {
  if (!report.repro || report.repro->sites.size() < 2) return {};
  nlohmann::json values = nlohmann::json::array();
  FigureTable table{{"case"}, {}};
  for (const Site& site : report.repro->sites) table.columns.push_back(site.name);
  std::size_t cases = 0;
  for (const CaseRepro& row : report.repro->cases) {
    const auto places = places_of(*report.repro, row);
    if (places.empty()) continue;
    std::vector<std::string> cells(table.columns.size());
    cells[0] = places.front().label;
    for (const SitePlace& one : places) {
      const auto column =
          std::ranges::find(table.columns.begin() + 1, table.columns.end(), one.site) - table.columns.begin();
      cells[static_cast<std::size_t>(column)] = ratio_text(one.effect);
      if (cases < kCasesDrawn)
        values.push_back(
            {{"case", one.label}, {"site", one.site}, {"percent", rounded(100 * std::expm1(one.effect))}});
    }
    ++cases;
    table.rows.push_back(std::move(cells));
  }
  if (cases == 0) return {};
  nlohmann::json spec = json_of(R"~({"height":{"step":15},"mark":{"type":"point","size":40},
    "encoding":{"x":{"field":"percent","type":"quantitative","title":"time beside the mean of all sites, %"},
      "y":{"field":"case","type":"nominal","sort":null,"title":null},
      "color":{"field":"site","type":"nominal","title":null,"sort":null,"legend":{"orient":"bottom","columns":4}},
      "shape":{"field":"site","type":"nominal","title":null,"sort":null,"legend":{"orient":"bottom","columns":4}},
      "tooltip":[{"field":"case"},{"field":"site"},{"field":"percent"}]}})~");
  spec["data"]["values"] = values;
  return {{"sites",
           "All sites, case by case",
           fmt::format("{}.{} Above 0 is slower.", outlier_text(*report.repro),
                       cases > kCasesDrawn
                           ? fmt::format(" The first {} of {} cases are drawn.", kCasesDrawn, cases)
                           : ""),
           spec,
           {table}}};
}

}  // namespace gpubench::results
