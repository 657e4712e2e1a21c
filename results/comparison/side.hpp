/// Side: the launches that stand for one of the two things compared: an image, a build, a site.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "results/store.hpp"

namespace gpubench::results {

/// A launch and the file that holds it.
struct SideLaunch {
  std::shared_ptr<const ResultFile> file;
  std::size_t place = 0;  ///< Among the file's launches.
  std::string path;

  const Launch& launch() const { return file->launches()[place]; }
};

struct Side {
  std::string name;  ///< As shown: what was asked for.
  std::vector<SideLaunch> launches;
  std::vector<std::string> warnings;  ///< What the files' readers said, the file's name in front.
};

/// Every launch of these files; of a folder, of each *.h5 in it. Ascending by start. Throws InputError (no
/// such file, no *.h5 in a folder, more files than can be open at once), DataError (damage, a launch twice).
Side open_side(const std::vector<std::filesystem::path>& paths);

/// A study that holds both sides: the launches of position A and those of B; where none has a position, those
/// of two sites. Throws DataError where it holds neither.
std::pair<Side, Side> split_study(const Side& study);

/// Throws DataError where a launch is on both sides: it would be compared with itself.
void require_disjoint(const Side& baseline, const Side& candidate);

}  // namespace gpubench::results
