/// Terminal: where text goes, how wide it may be, and how to keep a file's text from doing more than being
/// read.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gpubench::results {

struct Terminal {
  bool is_terminal = false;
  std::size_t width = 0;  ///< Columns; 0: no limit (not a terminal).
  bool color = false;     ///< A terminal that is not dumb, and NO_COLOR (no-color.org) is not set.
};

/// What finding it out looks at; a test fakes it.
struct TerminalSources {
  std::function<const char*(const char*)> variable;
  std::filesystem::path proc = "/proc";
  int pid = 0;  ///< Of this process.
  int fd = 1;   ///< Where this process writes.
};

/// Standard output. Under a launcher (Open MPI, PMIx, MPICH, Slurm) a rank's own output may be a
/// pseudo-terminal although the launcher writes to a file: there the launcher's standard output is looked at,
/// and where that can't be told it is not a terminal.
Terminal find_terminal();
Terminal find_terminal(const TerminalSources& sources);

/// Text from a file, fit to be shown: control characters, escapes, bidirectional and zero-width characters
/// and broken UTF-8 become "?".
std::string sanitize(std::string_view text);

/// Columns of UTF-8 text without control characters: wide (East Asian) characters two, combining ones none.
std::size_t display_width(std::string_view text);
/// Cut to that many columns, the last of them "…" where something was cut.
std::string shorten(std::string_view text, std::size_t width);
/// Broken at blanks into lines no wider than that, a word that is wider behind "_" or "/" or else anywhere;
/// each line begins with the text's leading blanks. Of no text one empty line.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace gpubench::results
