#include "harness/fingerprint/image.hpp"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "harness/fingerprint/host_names.hpp"
#include "harness/fingerprint/privacy.hpp"

namespace gpubench {
namespace {

/// The texts of an object; anything else is left out. Empty where the text is none.
std::vector<std::pair<std::string, std::string>> texts_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> texts;
  const auto object = nlohmann::json::parse(text, nullptr, false);
  if (!object.is_object()) return texts;
  for (const auto& [key, value] : object.items())
    if (value.is_string()) texts.emplace_back(key, value.get<std::string>());
  return texts;
}

/// As scripts/image/build writes it.
bool is_sha256(std::string_view value) {
  constexpr std::string_view kAlgorithm = "sha256:";
  return value.starts_with(kAlgorithm) && value.size() == kAlgorithm.size() + 64 &&
         value.find_first_not_of("0123456789abcdef", kAlgorithm.size()) == value.npos;
}

/// What a label's name says is a commit or digest; any other long number may be somebody's key.
bool is_revision(std::string_view key, std::string_view value) {
  const bool is_named_so = key.ends_with("revision") || key.ends_with("vcs-ref") || key.ends_with("digest");
  const auto is_hexadecimal = [](unsigned char c) { return std::isxdigit(c) != 0; };
  if (value.starts_with("sha256:")) value.remove_prefix(7);
  return is_named_so && (value.size() == 40 || value.size() == 64) &&
         std::ranges::all_of(value, is_hexadecimal);
}

/// Who made an image, and the folder or registry it was made from.
bool names_who_or_where(std::string_view key, std::string_view value) {
  return key.ends_with("maintainer") || key.ends_with("authors") || key.ends_with("deffile.from") ||
         value.starts_with('/');
}

/// Nobody's own names are looked for: an image is the same wherever and for whomever it runs.
std::optional<std::string> objection_to(std::string_view key, std::string_view value) {
  if (names_who_or_where(key, value)) return "a person or a place";
  if (is_revision(key, value)) return std::nullopt;
  if (auto objection = Privacy("", "", "").objection(key, value)) return objection;
  return names_a_host(value) ? std::optional<std::string>("the name of a host") : std::nullopt;
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
  for (const auto& [key, value] : texts_of(text)) {
    std::optional<std::string> objection;
    if (key == "name")
      objection = objection_to(key, value);
    else if (key != "digest" && key != "lock")
      continue;
    else if (!is_sha256(value))
      objection = "no sha256";
    facts.add("image." + key, objection ? "(left out: " + *objection + ")" : value);
  }
  return facts.take();
}

std::vector<results::Fact> parse_labels(std::string_view text) {
  FactList facts("image");
  for (const auto& [key, value] : texts_of(text)) {
    const auto objection = objection_to(key, value);
    facts.add("image.label." + key, objection ? "(left out: " + *objection + ")" : value);
  }
  return facts.take();
}

}  // namespace gpubench
