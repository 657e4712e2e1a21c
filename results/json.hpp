/// JSON as text, and what is put into it where there is something to put. The parser and the writer are
/// compiled here alone: they are most of what nlohmann-json takes a compiler.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace gpubench::results {

/// What is not ASCII is written as it is, or escaped where the text came from anywhere and may be looked at
/// in a terminal.
enum class Escape { none, beyond_ascii };

/// On one line, or with so many spaces an inner level. Bytes that are no UTF-8 become U+FFFD.
std::string json_text(const nlohmann::json& json, int indent = -1, Escape escape = Escape::none);
std::string json_text(const nlohmann::ordered_json& json, int indent = -1, Escape escape = Escape::none);

/// Throws nlohmann::json::parse_error.
nlohmann::json json_of(const std::string& text);
nlohmann::ordered_json ordered_json_of(const std::string& text);

/// Nothing where the text is empty, the figure missing, or no number JSON has.
void put(nlohmann::ordered_json& object, const char* key, const std::string& text);
void put(nlohmann::ordered_json& object, const char* key, const std::optional<double>& figure);

}  // namespace gpubench::results
