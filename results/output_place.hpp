/// Where a result file may be put.
#pragma once
#include <filesystem>
#include <string_view>

namespace gpubench::results {

/// Throws CreateError, saying what to do, where something is at that place that may not be replaced: a file,
/// but for replace; a folder, a device, a pipe or a link to nothing in any case. option: the one that named
/// it.
void require_output_place(const std::filesystem::path& output, bool replace,
                          std::string_view option = "--output");

}  // namespace gpubench::results
