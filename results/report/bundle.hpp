/// Bundle: the script that draws figures: Vega, Vega-Lite and Vega's interpreter in one file, which
/// scripts/report-bundle makes.
#pragma once
#include <filesystem>
#include <string>

namespace gpubench::results {

struct Bundle {
  std::string code;     ///< Empty: there is none, and pages hold tables alone.
  std::string missing;  ///< Then why, and how to get it.
};

/// Throws DataError where the file holds what can't be within a page.
Bundle read_bundle(const std::filesystem::path& path);

}  // namespace gpubench::results
