#include "harness/fingerprint/cache_folder.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <vector>

namespace gpubench {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> candidate_folders(const EnvironmentReader& environment) {
  std::vector<fs::path> folders;
  const auto add = [&](const char* variable, const char* below) {
    const char* value = environment(variable);
    if (value != nullptr && fs::path(value).is_absolute()) folders.push_back(fs::path(value) / below);
  };
  add("XDG_CACHE_HOME", "gpubench");
  add("HOME", ".cache/gpubench");
  folders.emplace_back(fmt::format("/tmp/gpubench-{}", geteuid()));
  return folders;
}

/// The folder and the one above it, for nobody else. Whether it is private is asked afterwards.
void make_folder(const fs::path& folder) {
  mkdir(folder.parent_path().c_str(), 0700);
  mkdir(folder.c_str(), 0700);
}

}  // namespace

std::optional<fs::path> find_cache_folder(const EnvironmentReader& environment) {
  for (const fs::path& folder : candidate_folders(environment)) {
    make_folder(folder);
    if (is_private_folder(folder)) return folder;
  }
  return std::nullopt;
}

bool is_private_folder(const fs::path& folder) {
  struct stat status {};
  return lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace gpubench
