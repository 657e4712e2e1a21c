#include "results/report/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "results/wording.hpp"

namespace gpubench::results {

namespace {

/// How many points were left out.
std::size_t keep_first(nlohmann::json& spec, std::size_t rows) {
  std::size_t left_out = 0;
  if (spec.contains("layer"))
    for (nlohmann::json& layer : spec["layer"]) left_out += keep_first(layer, rows);
  if (!spec.contains("data") || !spec["data"].contains("values")) return left_out;
  nlohmann::json& values = spec["data"]["values"];
  if (values.size() <= rows) return left_out;
  left_out += values.size() - rows;
  values.erase(values.begin() + static_cast<std::ptrdiff_t>(rows), values.end());
  return left_out;
}

void write_drawing(Html& html, const Figure& figure, std::size_t rows) {
  const std::string label =
      figure.title + ". " + figure.finding + (figure.tables.empty() ? "" : " The data follow as a table.");
  const std::string data = "spec-" + figure.id;
  html.leaf("div", "", {{"class", "drawing"}, {"data-spec", data}, {"role", "img"}, {"aria-label", label}});
  nlohmann::json spec = figure.spec;
  const std::size_t left_out = keep_first(spec, rows);
  html.json(data, std::move(spec));
  if (left_out > 0)
    html.leaf("p", fmt::format("Not drawn: {} points more, for which this page has no room.", left_out));
}

}  // namespace

void write(Html& html, const Figure& figure, bool drawn, std::size_t rows) {
  if (!drawn && figure.tables.empty()) return;  // the one before it has its data
  const auto whole = html.element("figure", {{"id", figure.id}});
  {
    const auto caption = html.element("figcaption");
    html.leaf("h3", figure.title);
    html.leaf("p", figure.finding);
  }
  const auto write_tables = [&] {
    for (const FigureTable& table : figure.tables) write(html, table, rows);
  };
  if (!drawn) return write_tables();
  write_drawing(html, figure, rows);
  if (figure.tables.empty()) return;
  const auto details = html.element("details");
  html.leaf("summary", "Data as a table");
  write_tables();
}

void write(Html& html, const FigureTable& table, std::size_t rows) {
  const std::size_t shown = std::min(rows, table.rows.size());
  std::string note = table.note;
  if (shown < table.rows.size())
    note += fmt::format("{}The first {} of {} rows: this page has no room for more.", note.empty() ? "" : " ",
                        shown, table.rows.size());
  const std::string label = "Data by " + (table.columns.empty() ? "" : table.columns.front());
  const auto scrolled =
      html.element("div", {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", label}});
  const auto whole = html.element("table");
  if (!note.empty()) html.leaf("caption", note);
  {
    const auto head = html.element("thead");
    const auto row = html.element("tr");
    for (const std::string& column : table.columns) html.leaf("th", column, {{"scope", "col"}});
  }
  const auto body = html.element("tbody");
  for (std::size_t line = 0; line < shown; ++line) {
    const std::vector<std::string>& cells = table.rows[line];
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
