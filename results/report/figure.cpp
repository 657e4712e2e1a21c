#include "results/report/figure.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "results/wording.hpp"

namespace gpubench::results {

void write(Html& html, const Figure& figure, bool drawn) {
  const bool has_table = !figure.table.columns.empty();
  if (!drawn && !has_table) return;  // the one before it has its data
  const auto whole = html.element("figure", {{"id", figure.id}});
  {
    const auto caption = html.element("figcaption");
    html.leaf("h3", figure.title);
    html.leaf("p", figure.finding);
  }
  if (drawn) {
    const std::string label = figure.title + ". " + figure.finding + " The data follow as a table.";
    const std::string data = "spec-" + figure.id;
    html.leaf("div", "", {{"class", "drawing"}, {"data-spec", data}, {"role", "img"}, {"aria-label", label}});
    html.json(data, figure.spec);
    if (!has_table) return;
    const auto details = html.element("details");
    html.leaf("summary", "Data as a table");
    write(html, figure.table);
  } else {
    write(html, figure.table);
  }
}

void write(Html& html, const FigureTable& table) {
  const auto scrolled = html.element("div", {{"class", "wide"}, {"tabindex", "0"}});
  const auto whole = html.element("table");
  {
    const auto head = html.element("thead");
    const auto row = html.element("tr");
    for (const std::string& column : table.columns) html.leaf("th", column, {{"scope", "col"}});
  }
  const auto body = html.element("tbody");
  for (const std::vector<std::string>& cells : table.rows) {
    const auto row = html.element("tr");
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i == 0) {
        html.leaf("th", cells[i], {{"scope", "row"}});
      } else {
        html.leaf("td", cells[i]);
      }
    }
  }
}

double rounded(double value, int digits) {
  if (!std::isfinite(value)) return 0;
  return std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
}

std::string case_label(const std::string& name, const std::string& axes, const std::string& backend) {
  std::string label = name;
  if (!axes.empty()) label += " " + compact_axes(axes);
  if (backend != "host") label += " " + backend;
  return label;
}

}  // namespace gpubench::results
