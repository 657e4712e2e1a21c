#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/fingerprint/fingerprint.hpp"
#include "results/json.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kValueWidth = 120;  // a list of processor flags would fill a screen; JSON has it whole

/// Environment variables and container labels may hold what a terminal would obey.
std::string shortened(const std::string& value) {
  return results::shorten(results::sanitize(value), kValueWidth);
}

}  // namespace

std::string fingerprint_json(const std::vector<results::Fact>& merged) {
  nlohmann::ordered_json object = {{"schema", kFingerprintSchema}};
  for (const results::Fact& fact : merged) {
    auto& scope = object[fact.scope];
    if (fact.key == "sha256")
      scope["sha256"] = fact.value;
    else
      scope["facts"].push_back({{"key", fact.key}, {"value", fact.value}, {"ranks", fact.ranks}});
  }
  return results::json_text(object, 2, results::Escape::beyond_ascii);
}

std::string fingerprint_text(const std::vector<results::Fact>& merged) {
  std::size_t width = 0;
  for (const results::Fact& fact : merged) width = std::max(width, fact.key.size());
  std::string text, scope, everyone;
  for (const results::Fact& fact : merged) {
    if (fact.scope != scope) {
      scope = fact.scope;
      const auto hash = std::find_if(merged.begin(), merged.end(), [&](const results::Fact& other) {
        return other.scope == scope && other.key == "sha256";
      });
      everyone = hash == merged.end() ? "" : hash->ranks;
      text += fmt::format("{}{}{}\n", text.empty() ? "" : "\n", scope,
                          hash == merged.end() ? "" : "  sha256 " + hash->value.substr(0, 16));
    }
    if (fact.key == "sha256") continue;
    const std::string who = fact.ranks == everyone ? "" : "  (ranks " + fact.ranks + ")";
    text += fmt::format("  {:<{}}  {}{}\n", fact.key, width, shortened(fact.value), who);
  }
  return text;
}

}  // namespace gpubench
