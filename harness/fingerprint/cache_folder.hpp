/// Cache folder: where this user's processes keep what can be computed again.
#pragma once
#include <filesystem>
#include <optional>

#include "harness/launcher.hpp"

namespace gpubench {

/// $XDG_CACHE_HOME/gpubench, ~/.cache/gpubench, or where there is no home /tmp/gpubench-<user's number>: the
/// first that is there, or can be made, and is private. Nothing where there is none.
/// Source: XDG Base Directory Specification.
std::optional<std::filesystem::path> find_cache_folder(const EnvironmentReader& environment);

/// A folder, no link to one, that belongs to this user and that nobody else may write.
bool is_private_folder(const std::filesystem::path& folder);

}  // namespace gpubench
