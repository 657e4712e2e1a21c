#include "harness/study/fresh_launch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <system_error>

#include "harness/study/group_watcher.hpp"
#include "harness/study/spawn.hpp"
#include "results/file_descriptor.hpp"

namespace gpubench {
namespace {

using results::FileDescriptor;

[[noreturn]] void refuse(int code, const std::string& what) {
  throw std::system_error(code, std::generic_category(), what);
}

/// In single quotes no shell reads anything but the closing one.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

bool is_shell(const LaunchWords& words) {
  return words.size() == 3 && words[0] == "/bin/sh" && words[1] == "-c";
}

/// mpirun's -x, as a word or within a shell's command.
bool gives_variables(const LaunchWords& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "-x" || word.find(" -x ") != std::string::npos;
  });
}

/// This process's variables, those of the order in place of older ones of their names.
std::vector<std::string> environment_of(const LaunchOrder& order, const LaunchWords& words) {
  const auto added = variables_of(order, words);
  std::vector<std::string> result;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    const std::string name = text.substr(0, text.find('='));
    // What an outer study said is not meant for this launch.
    if (name == "GPUBENCH_OUTPUT" || name == "GPUBENCH_PAIR" || name == "GPUBENCH_POSITION" ||
        name == "GPUBENCH_SEED" || name == "GPUBENCH_CASES" || name == "GPUBENCH_BATCHES")
      continue;
    if (std::none_of(added.begin(), added.end(), [&](const auto& one) { return one.first == name; }))
      result.push_back(text);
  }
  for (const auto& [name, value] : added) result.push_back(name + "=" + value);
  return result;
}

/// SIGINT or SIGTERM, where one comes within a tenth of a second, else 0.
int next_signal() {
  sigset_t awaited;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGINT);
  sigaddset(&awaited, SIGTERM);
  const timespec tenth{0, 100'000'000};
  return std::max(0, sigtimedwait(&awaited, nullptr, &tenth));
}

LaunchEnd wait_for(pid_t child, pid_t group) {
  LaunchEnd end;
  for (;;) {
    int status = 0;
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended < 0 && errno != EINTR) refuse(errno, "waitpid");
    if (ended == child) {
      end.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
      return end;
    }
    const int signal = next_signal();
    if (signal == 0) continue;
    ::kill(-group, end.stopped == 0 ? signal : SIGKILL);
    end.stopped = signal;
  }
}

}  // namespace

LaunchWords shell_words(const std::string& command) {
  return {"/bin/sh", "-c", command};
}

LaunchWords with_output(const LaunchWords& words, const std::filesystem::path& output) {
  const std::string text = is_shell(words) ? quoted(output.string()) : output.string();
  LaunchWords result = words;
  for (std::string& word : result) word = replaced(word, "{output}", text);
  return result;
}

std::vector<std::pair<std::string, std::string>> variables_of(const LaunchOrder& order,
                                                              const LaunchWords& words) {
  std::vector<std::pair<std::string, std::string>> result = {{"GPUBENCH_OUTPUT", order.output.string()}};
  if (order.pair >= 0) result.emplace_back("GPUBENCH_PAIR", fmt::format("{}", order.pair));
  if (!order.position.empty()) result.emplace_back("GPUBENCH_POSITION", order.position);
  if (!order.allocation.empty()) result.emplace_back("GPUBENCH_ALLOCATION", order.allocation);
  if (order.seed) result.emplace_back("GPUBENCH_SEED", fmt::format("{}", *order.seed));
  if (!order.cases.empty()) result.emplace_back("GPUBENCH_CASES", order.cases);
  if (!order.batches.empty()) result.emplace_back("GPUBENCH_BATCHES", order.batches);
  // Open MPI gives its ranks on other hosts only what it is told to; srun gives all.
  if (std::getenv("OMPI_MCA_mca_base_env_list") == nullptr && !gives_variables(words)) {
    std::vector<std::string> names;
    for (const auto& variable : result) names.push_back(variable.first);
    result.emplace_back("OMPI_MCA_mca_base_env_list", fmt::format("{}", fmt::join(names, ";")));
  }
  return result;
}

LaunchEnd run_fresh(const LaunchWords& words, const LaunchOrder& order, const std::filesystem::path& log) {
  const FileDescriptor output(::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (output.get() < 0) refuse(errno, log.string());
  // In a group that is not this process's, so that a key pressed reaches it by us alone and once.
  const GroupWatcher watcher;
  const pid_t child = spawn(with_output(words, order.output), environment_of(order, words),
                            {watcher.group(), {}, -1, output.get()});
  return wait_for(child, watcher.group());
}

}  // namespace gpubench
