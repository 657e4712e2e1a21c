#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "results/json.hpp"
#include "results/report/figures.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;

/// Rows and columns drawn: of more no cell is wide enough for its word.
constexpr std::size_t kEndsDrawn = 64;

std::string ends_text(std::size_t ends) {
  return ends > kEndsDrawn ? fmt::format(" The first {} of {} are here.", kEndsDrawn, ends) : "";
}

/// From a file: what is no text there is left empty.
std::string text_in(const json& object, const char* key) {
  if (!object.is_object() || !object.contains(key)) return {};
  const json& value = object[key];
  return value.is_string() ? value.get<std::string>() : value.is_number() ? value.dump() : std::string();
}

const json& list_in(const json& object, const char* key) {
  static const json kNothing = json::array();
  if (!object.is_object() || !object.contains(key) || !object[key].is_array()) return kNothing;
  return object[key];
}

/// ends: rows and columns in their order. Colours are those that black letters are read on.
json matrix_spec(const char* field, const char* type, const json& ends) {
  json spec = json_of(R"~({"height":{"step":26},"layer":[
    {"mark":{"type":"rect"},"encoding":{"color":{"title":null}}},
    {"mark":{"type":"text","fontSize":10},"encoding":{"color":{"value":"#000000"}}}],
    "encoding":{"x":{"field":"to","type":"nominal","sort":null,"title":"to","axis":{"orient":"top","labelAngle":0}},
      "y":{"field":"from","type":"nominal","sort":null,"title":"from"}}})~");
  spec["layer"][0]["encoding"]["color"]["field"] = spec["layer"][1]["encoding"]["text"]["field"] = field;
  spec["layer"][0]["encoding"]["color"]["type"] = spec["layer"][1]["encoding"]["text"]["type"] = type;
  spec["layer"][0]["encoding"]["color"]["scale"]["range"] = {"#e6f1fa", "#86bce4"};
  spec["encoding"]["x"]["sort"] = spec["encoding"]["y"]["sort"] = ends;
  if (std::string_view(type) == "nominal")
    spec["layer"][0]["encoding"]["color"]["scale"] = {
        {"range", {"#9ecae1", "#d9dce1", "#e69f00", "#a6d8c8", "#b8a9d9", "#e8b8d0", "#d3e2a0", "#f4b183"}}};
  return spec;
}

std::vector<Figure> draw_paths(const json& topology) {
  const json& devices = list_in(topology, "devices");
  json values = json::array(), ends = json::array();
  FigureTable table{{"device", "model", "node", "reaches, in this order"}, {}};
  const std::size_t drawn = std::min(devices.size(), kEndsDrawn);
  for (std::size_t from = 0; from < drawn; ++from) {
    const json& device = devices[from];
    const json& reaches = list_in(device, "reaches");
    ends.push_back(text_in(device, "name"));
    std::string all;
    for (std::size_t i = 0; i < std::min(reaches.size(), drawn); ++i) {
      if (!reaches[i].is_string()) continue;
      const std::string path = reaches[i];
      all += (all.empty() ? "" : " ") + path;
      values.push_back(
          {{"from", text_in(device, "name")}, {"to", text_in(devices[i], "name")}, {"path", path}});
    }
    table.rows.push_back({text_in(device, "name"), text_in(device, "model"), text_in(device, "node"), all});
  }
  if (values.empty()) return {};
  json spec = matrix_spec("path", "nominal", ends);
  spec["data"]["values"] = values;
  return {{"topology",
           "How devices reach each other",
           fmt::format("{} devices. NV: that many NVLinks; PIX and PXB: PCIe switches; PHB: a host bridge; "
                       "NODE: within a "
                       "NUMA node; SYS: between them.",
                       devices.size()) +
               ends_text(devices.size()),
           spec,
           {table}}};
}

std::vector<Figure> draw_pairs(const json& pairs) {
  const json& rates = list_in(pairs, "bytes_per_second");
  json values = json::array(), ends = json::array();
  FigureTable table{{"from", "to", "GB/s"}, {}};
  const std::string end = text_in(pairs, "end");
  std::optional<double> least;
  double most = 0;
  for (std::size_t from = 0; from < rates.size(); ++from) {
    const bool drawn = from < kEndsDrawn;
    if (drawn) ends.push_back(fmt::format("{} {}", end, from));
    for (std::size_t to = 0; rates[from].is_array() && to < rates[from].size(); ++to) {
      if (!rates[from][to].is_number()) continue;
      const double rate = 1e-9 * rates[from][to].get<double>();
      least = std::min(least.value_or(rate), rate);
      most = std::max(most, rate);
      if (!drawn || to >= kEndsDrawn) continue;
      const std::string a = fmt::format("{} {}", end, from), b = fmt::format("{} {}", end, to);
      values.push_back({{"from", a}, {"to", b}, {"rate", rounded(rate)}});
      table.rows.push_back({a, b, fmt::format("{:.3g}", rate)});
    }
  }
  if (values.empty()) return {};
  json spec = matrix_spec("rate", "quantitative", ends);
  spec["layer"][0]["encoding"]["color"]["title"] = "GB/s";
  spec["layer"][1]["encoding"]["text"]["format"] = ".3~g";
  spec["data"]["values"] = values;
  return {{"pairs",
           "How fast they reach each other",
           fmt::format("One pair after another, from {:.3g} to {:.3g} GB/s. {}", *least, most,
                       text_in(pairs, "memory")) +
               ends_text(rates.size()),
           spec,
           {table}}};
}

}  // namespace

std::vector<Figure> draw_topology(const Report& report) {
  if (!report.topology.is_object()) return {};
  std::vector<Figure> figures = draw_paths(report.topology);
  if (report.topology.contains("pairs"))
    for (Figure& one : draw_pairs(report.topology["pairs"])) figures.push_back(std::move(one));
  return figures;
}

}  // namespace gpubench::results
