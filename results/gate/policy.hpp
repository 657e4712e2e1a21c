/// Policy: what a gate lets pass, as a TOML file says. STATISTICS.md describes every key.
#pragma once
#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/row.hpp"
#include "results/statistics/verdict.hpp"

namespace gpubench::results {

/// Globs as of a shell; empty: any. A name without "/" also matches the last part ("gemm", "compute/*").
struct CasePattern {
  std::string name, backend, axes;
};
bool matches(const CasePattern& pattern, const CaseKey& key);

struct Policy {
  /// A [[benchmark]]: what differs for the cases it matches. The last one that says it holds.
  struct Override {
    CasePattern which;
    std::optional<double> change, margin;  ///< On ln value.
    std::optional<bool> left_out;          ///< Shown, never counted.
    std::string reason;
  };
  /// An [[expected]]: a change that is known and wanted.
  struct Expected {
    CasePattern which;
    bool worse = true;
    double most = std::numeric_limits<double>::infinity();  ///< On ln value; a larger one is not expected.
    std::string reason;
    std::string until;  ///< ISO 8601 date, the last day on which it holds.
  };

  Thresholds thresholds;
  std::size_t min_gated = 1;  ///< Cases with a verdict; fewer pass nothing.
  std::vector<Override> overrides;
  std::vector<Expected> expected;

  Bounds bounds_of(const CaseKey& key) const;
  /// Why it is left out; empty where it is not.
  std::string left_out(const CaseKey& key) const;
};

/// Throws InputError (no such file), DataError naming file and line: no TOML, an unknown key, a value out of
/// range, an entry without a reason.
Policy read_policy(const std::filesystem::path& path);

}  // namespace gpubench::results
