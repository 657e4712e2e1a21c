#include "results/import/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "results/error.hpp"
#include "results/json.hpp"

namespace gpubench::results {

using nlohmann::json;

json parse_object(const std::string& text, const std::string& place) {
  try {
    json object = json_of(text);
    if (!object.is_object()) throw DataError(place + ": its JSON is no object");
    return object;
  } catch (const json::exception& error) {
    throw DataError(fmt::format("{}: not JSON: {}", place, error.what()));
  }
}

const json& member(const json& object, const char* name, json::value_t type, const std::string& place) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (!object.is_object() || found == object.end()) throw DataError(fmt::format("{}: no {}", place, name));
  if (found->type() != type)
    throw DataError(
        fmt::format("{}: {} is {}, not {}", place, name, found->type_name(), json(type).type_name()));
  return *found;
}

std::string text_member(const json& object, const char* name, const std::string& fallback,
                        const std::string& place) {
  if (!object.is_object() || !object.contains(name)) return fallback;
  return member(object, name, json::value_t::string, place).get<std::string>();
}

bool flag_member(const json& object, const char* name, bool fallback, const std::string& place) {
  if (!object.is_object() || !object.contains(name)) return fallback;
  return member(object, name, json::value_t::boolean, place).get<bool>();
}

std::string word_of(const json& value, const std::string& place) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return results::json_text(value);
  throw DataError(fmt::format("{}: {} where a word or number should be", place, value.type_name()));
}

double figure_of(const json& value, const std::string& place) {
  if (value.is_number()) return value.get<double>();
  if (value.is_null()) return 0;
  if (value.is_string()) {
    std::string word = value.get<std::string>();
    std::ranges::transform(word, word.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const char* none : {"nan", "inf", "-inf", "infinity", "-infinity"})
      if (word == none) return 0;
    throw DataError(fmt::format("{}: '{}' is no figure", place, word.substr(0, 32)));
  }
  throw DataError(fmt::format("{}: a sample is {}, not a number", place, value.type_name()));
}

}  // namespace gpubench::results
