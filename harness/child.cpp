#include "harness/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "results/file_descriptor.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;
using results::FileDescriptor;

struct Pipe {
  FileDescriptor out, in;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe2");
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

/// A process that was started; killed, if it still runs, and waited for.
class Process {
 public:
  Process(const std::filesystem::path& program, const std::vector<std::string>& arguments, int output) {
    std::vector<char*> words = {const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    int code = posix_spawn_file_actions_init(&actions);
    if (code == 0) {
      code = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
      if (code == 0) code = posix_spawn(&id_, program.c_str(), &actions, nullptr, words.data(), environ);
      posix_spawn_file_actions_destroy(&actions);
    }
    if (code != 0) throw std::system_error(code, std::generic_category(), program.string());
  }
  ~Process() {
    if (ended_) return;
    kill(id_, SIGKILL);
    wait();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// The status that waitpid tells.
  int wait() {
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) continue;
    ended_ = true;
    return status;
  }

 private:
  pid_t id_ = -1;
  bool ended_ = false;
};

/// Until the other end is closed; none where the deadline comes first.
std::optional<std::string> read_all(int descriptor, Clock::time_point deadline) {
  std::string text;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return std::nullopt;
    pollfd asked{descriptor, POLLIN, 0};
    if (poll(&asked, 1, static_cast<int>(left)) <= 0) continue;
    std::array<char, 4096> piece;
    const ssize_t count = read(descriptor, piece.data(), piece.size());
    if (count == 0) return text;
    if (count > 0) text.append(piece.data(), static_cast<std::size_t>(count));
    if (count < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "read");
  }
}

}  // namespace

std::string output_of(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                      Seconds limit) {
  const auto deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(limit);
  const auto refuse = [&](const std::string& what) {
    throw std::runtime_error(fmt::format("{}: {}", program.string(), what));
  };
  Pipe pipe = make_pipe();
  Process process(program, arguments, pipe.in.get());
  { const FileDescriptor done(std::move(pipe.in)); }  // or the pipe's end would never be seen
  const std::optional<std::string> text = read_all(pipe.out.get(), deadline);
  if (!text) refuse(fmt::format("it did not end within {:g} s", limit.count()));
  const int status = process.wait();
  if (WIFSIGNALED(status)) refuse(fmt::format("it was killed by signal {}", WTERMSIG(status)));
  if (WEXITSTATUS(status) != 0) refuse(fmt::format("it ended with code {}", WEXITSTATUS(status)));
  return *text;
}

}  // namespace gpubench
