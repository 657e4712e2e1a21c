#include "results/comparison/side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"

namespace gpubench::results {
namespace {

namespace fs = std::filesystem;

/// The file itself, or a folder's result files by name.
std::vector<fs::path> files_of(const fs::path& path) {
  std::error_code failed;
  if (!fs::is_directory(path, failed)) return {path};
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(path, failed), end; !failed && entry != end; entry.increment(failed))
    if (entry->path().extension() == ".h5" && !entry->is_directory(failed)) files.push_back(entry->path());
  if (failed) throw InputError(fmt::format("{}: {}", path.string(), failed.message()));
  if (files.empty()) throw InputError(fmt::format("{}: no *.h5 in this folder", path.string()));
  std::ranges::sort(files);
  return files;
}

/// Figures that are not what was written must not reach a verdict.
void refuse_damage(const ResultFile& file, const fs::path& path) {
  for (const std::string& warning : file.warnings())
    if (warning.find("hash") != std::string::npos)
      throw DataError(fmt::format("{0}: {1}: see gpubench verify {0}", path.string(), warning));
}

void sort_by_start(std::vector<SideLaunch>& launches) {
  std::ranges::sort(launches, {},
                    [](const SideLaunch& one) { return std::tuple(one.launch().start, one.launch().ulid); });
}

/// The study's launches apart by that word of theirs; those without one are left out.
std::map<std::string, Side> apart(const Side& study, std::string Launch::*word, const char* what) {
  std::map<std::string, Side> sides;
  for (const SideLaunch& one : study.launches) {
    const std::string& name = one.launch().*word;
    if (name.empty()) continue;
    Side& side = sides[name];
    side.name = fmt::format("{}, {} {}", study.name, what, name);
    side.launches.push_back(one);
  }
  return sides;
}

}  // namespace

Side open_side(const std::vector<fs::path>& paths) {
  Side side;
  std::vector<fs::path> files;
  for (const fs::path& given : paths) {
    side.name += (side.name.empty() ? "" : " ") + given.string();
    std::ranges::copy(files_of(given), std::back_inserter(files));
  }
  make_room_for_files(files.size());  // all stay open: cases are read from them in turn
  std::map<std::string, std::string> seen;
  for (const fs::path& path : files) {
    const std::shared_ptr<const ResultFile> file = open_results(path);
    refuse_damage(*file, path);
    for (const std::string& warning : file->warnings())
      side.warnings.push_back(fmt::format("{}: {}", path.string(), warning));
    for (std::size_t i = 0; i < file->launches().size(); ++i) {
      const std::string& ulid = file->launches()[i].ulid;
      if (const auto [found, fresh] = seen.emplace(ulid, path.string()); !fresh)
        throw DataError(fmt::format("{}: launch {} is in {} too", path.string(), ulid, found->second));
      side.launches.push_back({file, i, path.string()});
      for (const Fact& fact : file->launches()[i].environment)
        if (fact.key == kRanksMixed)
          side.warnings.push_back(
              fmt::format("{}: launch {} measured a mixture: {}", path.string(), ulid, fact.value));
    }
  }
  if (side.launches.empty()) throw DataError(fmt::format("{}: no launch in it", side.name));
  sort_by_start(side.launches);
  return side;
}

std::pair<Side, Side> split_study(const Side& study) {
  auto sides = apart(study, &Launch::position, "position");
  if (sides.empty()) sides = apart(study, &Launch::site, "site");
  if (sides.size() != 2)
    throw DataError(fmt::format(
        "{}: compares with nothing: give a second file or folder; only a study of both positions of a duet, "
        "or of two sites, holds both sides",
        study.name));
  std::pair<Side, Side> both{std::move(sides.begin()->second), std::move(sides.rbegin()->second)};
  both.first.warnings = study.warnings;
  return both;
}

void require_disjoint(const Side& baseline, const Side& candidate) {
  std::set<std::string> ulids;
  for (const SideLaunch& one : baseline.launches) ulids.insert(one.launch().ulid);
  for (const SideLaunch& one : candidate.launches)
    if (ulids.contains(one.launch().ulid))
      throw DataError(fmt::format("{}: launch {} is on both sides: a launch can't be compared with itself",
                                  one.path, one.launch().ulid));
}

}  // namespace gpubench::results
