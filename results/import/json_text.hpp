/// JsonText: members of JSON that may be anything, as what they should be.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

namespace gpubench::results {

/// Throws DataError naming place where the text is no JSON, an object.
nlohmann::json parse_object(const std::string& text, const std::string& place);

/// A member that must be there. Throws DataError naming place and member where it is not, or is of another
/// type.
const nlohmann::json& member(const nlohmann::json& object, const char* name, nlohmann::json::value_t type,
                             const std::string& place);
/// One that may be missing: the fallback then; another type throws all the same.
std::string text_member(const nlohmann::json& object, const char* name, const std::string& fallback,
                        const std::string& place);
bool flag_member(const nlohmann::json& object, const char* name, bool fallback, const std::string& place);

/// A text, number or flag as text. Throws DataError of anything else.
std::string word_of(const nlohmann::json& value, const std::string& place);

/// A figure; 0, which is none, of null and of the words that some programs print for what is no number: NaN,
/// inf. Throws DataError of anything else.
double figure_of(const nlohmann::json& value, const std::string& place);

}  // namespace gpubench::results
