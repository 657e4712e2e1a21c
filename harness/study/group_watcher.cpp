#include "harness/study/group_watcher.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

#include "harness/study/spawn.hpp"

namespace gpubench {
namespace {

/// mpirun ends its ranks within 1.6 s of a SIGTERM, measured with 8.
constexpr int kGraceSeconds = 5;

std::vector<std::string> own_variables() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
  return variables;
}

/// Signals that the group is sent pass it by: it must be there to send the last one.
pid_t start_watcher(int pipe_end) {
  const std::string script = fmt::format("read -r line; kill -TERM 0; sleep {}; kill -KILL 0", kGraceSeconds);
  return spawn({"/bin/sh", "-c", script}, own_variables(), {0, {SIGINT, SIGTERM, SIGHUP}, pipe_end, -1});
}

std::array<int, 2> make_watched_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe2");
  return ends;
}

}  // namespace

GroupWatcher::GroupWatcher() : GroupWatcher(make_watched_pipe()) {}

GroupWatcher::GroupWatcher(const std::array<int, 2>& pipe)
    : held_(pipe[1]), leader_(start_watcher(results::FileDescriptor(pipe[0]).get())) {}

GroupWatcher::~GroupWatcher() {
  ::kill(leader_, SIGKILL);
  while (waitpid(leader_, nullptr, 0) < 0 && errno == EINTR) continue;
}

}  // namespace gpubench
