#include "results/terminal.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <optional>

#include "results/file_descriptor.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kWidthUnknown = 100;
constexpr std::size_t kWidthMin = 20, kWidthMax = 1000;
constexpr int kAncestorsMax = 32;

bool launched(const TerminalSources& sources) {
  for (const char* name : {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK", "SLURM_PROCID"})
    if (sources.variable(name) != nullptr) return true;
  return false;
}

bool is_launcher(std::string_view name) {
  constexpr std::array<std::string_view, 8> kLaunchers = {"mpirun", "mpiexec",       "orterun",     "prterun",
                                                          "prun",   "mpiexec.hydra", "mpirun.real", "srun"};
  return std::ranges::find(kLaunchers, name) != kLaunchers.end();
}

struct Process {
  std::string name;
  int parent = 0;
};

/// From /proc/<pid>/stat, "pid (name) state parent ...", proc(5); the name may hold blanks and brackets.
std::optional<Process> read_process(const std::filesystem::path& proc, int pid) {
  std::ifstream file(proc / std::to_string(pid) / "stat");
  std::string line;
  if (!std::getline(file, line)) return std::nullopt;
  const std::size_t open = line.find('('), close = line.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open || close + 4 >= line.size())
    return std::nullopt;
  return Process{line.substr(open + 1, close - open - 1), std::atoi(line.c_str() + close + 4)};
}

/// The launcher's standard output, opened; -1 where there is none to be found.
FileDescriptor open_launcher_output(const TerminalSources& sources) {
  int pid = sources.pid;
  for (int i = 0; i < kAncestorsMax && pid > 1; ++i) {
    const std::optional<Process> process = read_process(sources.proc, pid);
    if (!process) break;
    if (is_launcher(process->name)) {
      const std::filesystem::path output = sources.proc / std::to_string(pid) / "fd" / "1";
      std::error_code failed;
      // Opening a pipe or a file for its type's sake could wait or leave a trace.
      if (!std::filesystem::is_character_file(output, failed)) break;
      return FileDescriptor(::open(output.c_str(), O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    }
    pid = process->parent;
  }
  return FileDescriptor(-1);
}

std::size_t width_of(int fd, const TerminalSources& sources) {
  winsize size{};
  if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::clamp<std::size_t>(size.ws_col, kWidthMin, kWidthMax);
  if (const char* columns = sources.variable("COLUMNS")) {
    const long width = std::strtol(columns, nullptr, 10);
    if (width > 0) return std::clamp(static_cast<std::size_t>(width), kWidthMin, kWidthMax);
  }
  return kWidthUnknown;
}

}  // namespace

Terminal find_terminal() {
  return find_terminal(
      {.variable = [](const char* name) -> const char* { return std::getenv(name); }, .pid = ::getpid()});
}

Terminal find_terminal(const TerminalSources& sources) {
  const FileDescriptor launcher = launched(sources) ? open_launcher_output(sources) : FileDescriptor(-1);
  const int fd = launched(sources) ? launcher.get() : sources.fd;
  if (fd < 0 || ::isatty(fd) == 0) return {};
  const char* no_color = sources.variable("NO_COLOR");
  const char* term = sources.variable("TERM");
  const bool dumb = term == nullptr || std::string_view(term) == "dumb";
  return {true, width_of(fd, sources), !dumb && (no_color == nullptr || *no_color == '\0')};
}

}  // namespace gpubench::results
