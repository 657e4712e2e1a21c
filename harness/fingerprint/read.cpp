#include "harness/fingerprint/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "harness/fingerprint/fingerprint.hpp"
#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/hash.hpp"
#include "results/import/json_text.hpp"
#include "results/store.hpp"
#include "results/wording.hpp"

namespace gpubench {
namespace {

using results::Launch;
using results::UsageError;

constexpr std::uintmax_t kJsonBytesMax = 16 << 20;  // a thousand packages of eight ranks are 0.2 MB
constexpr std::size_t kLaunchesNamed = 4;

bool begins_as_json(const std::filesystem::path& path) {
  const results::FileDescriptor file = results::open_input(path);
  char byte = 0;
  while (::read(file.get(), &byte, 1) == 1 && std::isspace(static_cast<unsigned char>(byte)) != 0) continue;
  return byte == '{';
}

/// "study.h5@2": file and launch; a file that has such a name is meant itself.
std::pair<std::filesystem::path, std::string> split_launch(const std::string& name) {
  std::error_code ignored;
  const std::size_t at = name.rfind('@');
  if (at == std::string::npos || std::filesystem::exists(name, ignored)) return {name, {}};
  return {name.substr(0, at), name.substr(at + 1)};
}

std::string launch_text(const Launch& launch) {
  return fmt::format("launch {}, {}, {}{}", launch.ulid,
                     results::counted(static_cast<std::int64_t>(launch.ranks.size()), "rank"), launch.start,
                     launch.site.empty() ? "" : ", " + launch.site);
}

/// "1 (01J..., 2026-...), 2 (...), 7 more"
std::string name_launches(const std::vector<Launch>& launches) {
  std::string text;
  for (std::size_t i = 0; i < std::min(launches.size(), kLaunchesNamed); ++i)
    text += fmt::format("{}{} ({}, {})", i > 0 ? ", " : "", i + 1, launches[i].ulid, launches[i].start);
  if (launches.size() > kLaunchesNamed) text += fmt::format(", {} more", launches.size() - kLaunchesNamed);
  return text;
}

/// A whole number without a zero in front, as no ULID of this century begins.
std::optional<std::size_t> place_from(std::string_view wanted) {
  std::size_t place = 0;
  if (wanted.empty() || wanted.front() == '0') return std::nullopt;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), place);
  if (error != std::errc() || end != wanted.data() + wanted.size()) return std::nullopt;
  return place;
}

/// A fact that somebody changed would be told as a difference. A dead run's journal has no hash to hold.
void require_intact(const results::ResultFile& file, std::size_t place, const std::string& name) {
  const Launch& launch = file.launches()[place];
  if (launch.hash.empty() && file.kind().starts_with("journal")) return;
  std::vector<std::string> hashes;
  for (const results::CaseIndex& row : file.index(place)) hashes.push_back(row.hash);
  if (launch.hash != results::content_hash(launch, hashes))
    throw results::DataError(
        fmt::format("{}: launch {}: its content is not what its hash says: it was changed or damaged", name,
                    launch.ulid));
}

}  // namespace

std::size_t find_launch(const std::vector<Launch>& launches, std::string_view wanted,
                        const std::string& file) {
  if (launches.empty()) throw results::DataError(file + ": holds no launch");
  if (wanted.empty() && launches.size() == 1) return 0;
  const auto refuse = [&](const std::string& what) {
    throw UsageError(fmt::format("{}: {}: name one after @: {}", file, what, name_launches(launches)));
  };
  if (wanted.empty()) refuse(fmt::format("holds {} launches", launches.size()));
  if (const auto place = place_from(wanted); place && *place <= launches.size()) return *place - 1;
  const auto begins = [&](const Launch& launch) { return launch.ulid.starts_with(wanted); };
  const auto found = std::ranges::find_if(launches, begins);
  if (found == launches.end()) refuse(fmt::format("no launch '{}'", wanted));
  if (std::ranges::count_if(launches, begins) > 1)
    refuse(fmt::format("several launches begin with '{}'", wanted));
  return static_cast<std::size_t>(found - launches.begin());
}

std::vector<results::Fact> facts_from_json(const std::string& text, const std::string& place) {
  using Type = nlohmann::json::value_t;
  const auto word = [](const nlohmann::json& object, const char* name, const std::string& inside) {
    return results::member(object, name, Type::string, inside).get<std::string>();
  };
  const nlohmann::json object = results::parse_object(text, place);
  if (word(object, "schema", place) != kFingerprintSchema)
    throw results::DataError(fmt::format("{}: schema is not {}", place, kFingerprintSchema));
  std::vector<results::Fact> facts;
  for (const auto& [scope, content] : object.items()) {
    if (scope == "schema") continue;
    const std::string inside = place + ", " + scope;
    std::vector<results::Fact> own;
    for (const auto& fact : results::member(content, "facts", Type::array, inside))
      own.push_back(
          {scope, word(fact, "key", inside), word(fact, "value", inside), word(fact, "ranks", inside)});
    if (word(content, "sha256", inside) != scope_hash(own, scope))
      throw results::DataError(inside + ": its sha256 is not that of its facts: they were changed");
    std::ranges::move(own, std::back_inserter(facts));
  }
  return facts;
}

FingerprintSide read_fingerprint(const std::string& name) {
  const auto [path, wanted] = split_launch(name);
  if (begins_as_json(path)) {
    if (!wanted.empty()) throw UsageError(fmt::format("{}: JSON holds no launches: leave @ out", name));
    return {name, "a fingerprint as JSON",
            facts_from_json(results::read_text(path, kJsonBytesMax), path.string())};
  }
  const auto file = results::open_results(path);
  const std::size_t place = find_launch(file->launches(), wanted, path.string());
  require_intact(*file, place, path.string());
  const Launch& launch = file->launches()[place];
  return {name, launch_text(launch), launch.environment};
}

}  // namespace gpubench
