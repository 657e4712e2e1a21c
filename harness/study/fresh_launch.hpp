/// FreshLaunch: one launch of somebody's command, as a new process that writes one result file.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gpubench {

/// Bytes a variable may have: Linux takes 128 KiB, its name with it.
inline constexpr std::size_t kVariableMax = 100'000;

/// What one launch is told through its environment: GPUBENCH_OUTPUT, GPUBENCH_PAIR, GPUBENCH_POSITION,
/// GPUBENCH_ALLOCATION, GPUBENCH_SEED, GPUBENCH_CASES and GPUBENCH_BATCHES. An empty text (a pair of -1) is
/// not told.
struct LaunchOrder {
  std::filesystem::path output;  ///< Where its result file is to be.
  std::int64_t pair = -1;
  std::string position;
  std::string allocation;
  std::optional<std::uint64_t> seed;  ///< Of inputs and of the order of cases: equal in both of a pair.
  std::string cases;                  ///< Lines of case_words(), the cases to measure; all where empty.
  std::string batches;                ///< Of batches_text().
};

/// How a process ended.
struct LaunchEnd {
  int code = 0;     ///< 128 + n where signal n ended it.
  int stopped = 0;  ///< SIGINT or SIGTERM where this process got one meanwhile and passed it on.
};

/// A command as typed, for a shell; or as words, for none.
using LaunchWords = std::vector<std::string>;
LaunchWords shell_words(const std::string& command);

/// "{output}" in any word is the order's output (within a shell's command quoted for it).
LaunchWords with_output(const LaunchWords& words, const std::filesystem::path& output);

/// The variables of an order, by name. Open MPI is told to give them to its ranks on other hosts too, but not
/// where the words hold an -x of their own: it refuses both together.
std::vector<std::pair<std::string, std::string>> variables_of(const LaunchOrder& order,
                                                              const LaunchWords& words);

/// Runs it to its end, its standard input empty, its standard output and error in `log` (replaced). SIGINT
/// and SIGTERM, which must be blocked in every thread, are passed on to its process group; a second one kills
/// it. Where this process is killed, the group is ended: see GroupWatcher. Throws std::system_error where it
/// can't be started or the log can't be written.
LaunchEnd run_fresh(const LaunchWords& words, const LaunchOrder& order, const std::filesystem::path& log);

}  // namespace gpubench
