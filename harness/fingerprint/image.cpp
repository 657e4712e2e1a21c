#include "harness/fingerprint/image.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "harness/fingerprint/privacy.hpp"

namespace gpubench {
namespace {

/// The texts of an object; anything else is left out. Empty where the text is none.
std::vector<std::pair<std::string, std::string>> texts_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> texts;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return texts;
  for (const auto& [key, value] : json.items())
    if (value.is_string()) texts.emplace_back(key, value.get<std::string>());
  return texts;
}

/// Nobody's: the same wherever and whoever.
Privacy of_nobody() {
  return {"", "", ""};
}

}  // namespace

std::vector<results::Fact> collect_image(const SystemFiles& files, FileHashes& hashes) {
  std::vector<results::Fact> facts = parse_image_json(files.text("/etc/gpubench/image.json").value_or(""));
  append(facts, parse_labels(files.text("/.singularity.d/labels.json").value_or("")));
  append(facts, collect_packages(files, hashes));
  FactList program("image");
  program.add("gpubench.sha256", hashes.sha256(files.path("/proc/self/exe")));
  append(facts, program.take());
  return facts;
}

std::vector<results::Fact> parse_image_json(std::string_view text) {
  FactList facts("image");
  for (const auto& [key, value] : texts_of(text))
    if (key == "name" || key == "digest" || key == "lock") facts.add("image." + key, value);
  return facts.take();
}

std::vector<results::Fact> parse_labels(std::string_view text) {
  FactList facts("image");
  const Privacy privacy = of_nobody();
  for (const auto& [key, value] : texts_of(text)) {
    const auto objection = privacy.objection(key, value);
    facts.add("image.label." + key, objection ? "(left out: " + *objection + ")" : value);
  }
  return facts.take();
}

}  // namespace gpubench
