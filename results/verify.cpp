#include <fmt/format.h>

#include "results/error.hpp"
#include "results/hash.hpp"
#include "results/store.hpp"

namespace gpubench::results {
namespace {

/// Adds a line for each case that can't be read whole, or whose id is not its identity; gives the hashes of
/// the rest.
std::vector<std::string> case_hashes(const ResultFile& file, std::size_t launch,
                                     std::vector<std::string>& lines) {
  std::vector<std::string> hashes;
  for (const CaseIndex& row : file.index(launch)) {
    try {
      const Case c = file.read_case(launch, row.id);
      hashes.push_back(content_hash(c));
      if (c.hash != hashes.back())
        lines.push_back(fmt::format("case {} ({}): its content is not what its hash says", row.id, row.name));
      if (c.id != identity_of(c))
        lines.push_back(
            fmt::format("case {} ({}): its id is not that of its name, axes and batch", row.id, row.name));
    } catch (const DataError& error) {
      lines.push_back(error.what());
      hashes.push_back(row.hash);
    }
  }
  return hashes;
}

}  // namespace

std::vector<std::string> verify_hashes(const ResultFile& file) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < file.launches().size(); ++i) {
    const Launch& launch = file.launches()[i];
    const auto hashes = case_hashes(file, i, lines);
    // A journal's launch has no hash before its end; an HDF5 file's always has one.
    const bool unfinished = launch.hash.empty() && file.kind().starts_with("journal");
    if (!unfinished && launch.hash != content_hash(launch, hashes))
      lines.push_back(fmt::format("launch {}: its content is not what its hash says", launch.ulid));
  }
  for (const std::string& warning : file.warnings())
    if (warning.starts_with("the file's hash")) lines.push_back(warning);
  return lines;
}

}  // namespace gpubench::results
