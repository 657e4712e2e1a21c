#include "results/json.hpp"

#include <cmath>

namespace gpubench::results {
namespace {

template <class Json>
std::string write(const Json& json, int indent, Escape escape) {
  return json.dump(indent, ' ', escape == Escape::beyond_ascii, Json::error_handler_t::replace);
}

}  // namespace

std::string json_text(const nlohmann::json& json, int indent, Escape escape) {
  return write(json, indent, escape);
}

std::string json_text(const nlohmann::ordered_json& json, int indent, Escape escape) {
  return write(json, indent, escape);
}

nlohmann::json json_of(const std::string& text) {
  return nlohmann::json::parse(text);
}

nlohmann::ordered_json ordered_json_of(const std::string& text) {
  return nlohmann::ordered_json::parse(text);
}

void put(nlohmann::ordered_json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void put(nlohmann::ordered_json& object, const char* key, const std::optional<double>& figure) {
  if (figure && std::isfinite(*figure)) object[key] = *figure;
}

}  // namespace gpubench::results
