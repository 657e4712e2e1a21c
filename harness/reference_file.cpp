#include "harness/reference_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "harness/plan.hpp"
#include "results/error.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> references_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed))
    if (entry->path().extension() == ".h5") names.push_back(entry->path().stem().string());
  std::ranges::sort(names);
  return names;
}

/// The nearest first, the others by name.
std::string names_text(const std::string& typed, std::vector<std::string> names) {
  std::vector<std::string> ordered = nearest_names(typed, names);
  for (std::string& name : names)
    if (std::ranges::find(ordered, name) == ordered.end()) ordered.push_back(std::move(name));
  return fmt::format("{}", fmt::join(ordered, ", "));
}

}  // namespace

fs::path reference_folder() {
  if (const char* given = std::getenv("GPUBENCH_REFERENCES"); given != nullptr && *given != '\0')
    return given;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed).parent_path();
  if (fs::is_directory(program / "reference", failed)) return program / "reference";
  return program.parent_path() / "share" / "gpubench" / "reference";
}

fs::path find_reference(const std::string& name, const fs::path& folder) {
  std::error_code failed;
  if (fs::exists(name, failed)) return name;
  const bool bare = !name.empty() && fs::path(name).filename() == name;
  const fs::path kept = folder / (name + ".h5");
  if (bare && fs::exists(kept, failed)) return kept;
  const auto names = references_in(folder);
  throw results::InputError(
      fmt::format("--reference '{}': no such file, and {}", name,
                  names.empty() ? fmt::format("no reference is in {}", folder.string())
                                : "of that name no reference: there are " + names_text(name, names)));
}

}  // namespace gpubench
