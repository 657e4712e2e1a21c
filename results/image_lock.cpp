#include "results/image_lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "results/error.hpp"
#include "results/hash.hpp"

namespace gpubench::results {
namespace {

constexpr std::string_view kHeader = "# gpubench image lock 1";
constexpr std::string_view kPackageFact = "package.dpkg.";
/// A lock is some kilobytes; more is another file, given by mistake.
constexpr std::uintmax_t kLongest = 16 << 20;

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string without_algorithm(std::string_view digest) {
  return std::string(digest.starts_with("sha256:") ? digest.substr(7) : digest);
}

/// As facts write them: of ranks without a gap.
std::string all_ranks(const Launch& launch) {
  return launch.ranks.size() <= 1 ? "0" : fmt::format("0-{}", launch.ranks.size() - 1);
}

/// Values by key of the facts of scope image that begin so, the beginning left out.
std::map<std::string, std::vector<const Fact*>> image_facts(const Launch& launch, std::string_view prefix) {
  std::map<std::string, std::vector<const Fact*>> facts;
  for (const Fact& fact : launch.environment)
    if (fact.scope == "image" && fact.key.starts_with(prefix))
      facts[fact.key.substr(prefix.size())].push_back(&fact);
  return facts;
}

void verify_lock(const Launch& launch, const ImageLock& lock, std::vector<std::string>& lines) {
  const auto facts = image_facts(launch, "image.lock");
  const auto own = facts.find("");
  if (own == facts.end()) {
    lines.push_back("names no lock (fact image.lock): it ran in no image of scripts/image/build");
    return;
  }
  for (const Fact* fact : own->second) {
    if (without_algorithm(fact->value) != lock.sha256)
      lines.push_back(fmt::format("ranks {}: image.lock is {}, this lock is sha256:{}", fact->ranks,
                                  fact->value, lock.sha256));
    else if (fact->ranks != all_ranks(launch))
      lines.push_back(fmt::format("only ranks {} ran in an image of this lock", fact->ranks));
  }
}

void verify_packages(const Launch& launch, const ImageLock& lock, std::vector<std::string>& lines) {
  const auto facts = image_facts(launch, kPackageFact);
  if (facts.empty()) {
    lines.push_back("names no package (facts package.dpkg.*): nothing can be held against the lock");
    return;
  }
  for (const auto& [name, version] : lock.packages) {
    const auto found = facts.find(name);
    if (found == facts.end()) {
      lines.push_back(fmt::format("package {}: locked is {}, the image had none", name, version));
      continue;
    }
    for (const Fact* fact : found->second) {
      if (fact->value != version)
        lines.push_back(
            fmt::format("package {}: locked is {}, the image had {}", name, version, fact->value));
      else if (fact->ranks != all_ranks(launch))
        lines.push_back(
            fmt::format("package {}: locked is {}, only ranks {} had it", name, version, fact->ranks));
    }
  }
  for (const auto& [name, found] : facts)
    if (name != "gpubench" && !lock.packages.contains(name))
      lines.push_back(fmt::format("package {}: is not locked, the image had {}", name, found.front()->value));
}

}  // namespace

ImageLock read_image_lock(const std::filesystem::path& path) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(path, problem))
    throw InputError(
        fmt::format("{}: is no file: give the lock that the image was built from", path.string()));
  if (std::filesystem::file_size(path) > kLongest)
    throw DataError(fmt::format("{}: is too long for a lock", path.string()));
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) throw InputError(fmt::format("{}: can't be read", path.string()));
  return parse_image_lock(text, path.string());
}

ImageLock parse_image_lock(std::string_view text, const std::string& name) {
  ImageLock lock{sha256_hex(text), {}};
  std::istringstream lines{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (number == 1 && line != kHeader)
      throw DataError(fmt::format("{}: is no lock: its first line is not '{}'", name, kHeader));
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string package, version, architecture, sha256, size, more;
    words >> package >> version >> architecture >> sha256 >> size;
    if (!words || words >> more || !is_sha256(sha256))
      throw DataError(fmt::format("{}:{}: is no 'package version architecture sha256 size'", name, number));
    if (!lock.packages.emplace(package, version).second)
      throw DataError(fmt::format("{}:{}: {} was there before", name, number, package));
  }
  if (lock.packages.empty()) throw DataError(fmt::format("{}: locks no package", name));
  return lock;
}

std::vector<std::string> verify_image(const Launch& launch, const ImageLock& lock) {
  std::vector<std::string> lines;
  verify_lock(launch, lock, lines);
  verify_packages(launch, lock, lines);
  for (std::string& line : lines) line = fmt::format("launch {}: {}", launch.ulid, line);
  return lines;
}

}  // namespace gpubench::results
