#include "harness/study/spawn.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <system_error>

namespace gpubench {
namespace {

void require_spawn(int code, const std::string& what) {
  if (code != 0) throw std::system_error(code, std::generic_category(), what);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

class Attributes {
 public:
  explicit Attributes(const SpawnPlace& place) {
    require_spawn(posix_spawnattr_init(&value_), "posix_spawnattr_init");
    sigset_t blocked, usual;
    sigemptyset(&blocked);
    sigemptyset(&usual);
    for (const int signal : place.blocked) sigaddset(&blocked, signal);
    for (const int signal : {SIGINT, SIGTERM, SIGXFSZ}) sigaddset(&usual, signal);
    posix_spawnattr_setpgroup(&value_, place.group);
    posix_spawnattr_setsigmask(&value_, &blocked);
    posix_spawnattr_setsigdefault(&value_, &usual);
    posix_spawnattr_setflags(&value_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Attributes() { posix_spawnattr_destroy(&value_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  const posix_spawnattr_t* get() const { return &value_; }

 private:
  posix_spawnattr_t value_;
};

class FileActions {
 public:
  explicit FileActions(const SpawnPlace& place) {
    require_spawn(posix_spawn_file_actions_init(&value_), "posix_spawn_file_actions_init");
    put(place.input, STDIN_FILENO, O_RDONLY);
    put(place.output, STDOUT_FILENO, O_WRONLY);
    put(place.output, STDERR_FILENO, O_WRONLY);
  }
  ~FileActions() { posix_spawn_file_actions_destroy(&value_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  const posix_spawn_file_actions_t* get() const { return &value_; }

 private:
  void put(int descriptor, int as, int mode) {
    if (descriptor < 0)
      require_spawn(posix_spawn_file_actions_addopen(&value_, as, "/dev/null", mode, 0),
                    "posix_spawn_file_actions_addopen");
    else
      require_spawn(posix_spawn_file_actions_adddup2(&value_, descriptor, as),
                    "posix_spawn_file_actions_adddup2");
  }
  posix_spawn_file_actions_t value_;
};

}  // namespace

pid_t spawn(std::vector<std::string> words, std::vector<std::string> variables, const SpawnPlace& place) {
  const Attributes attributes(place);
  const FileActions actions(place);
  pid_t id = -1;
  require_spawn(posix_spawnp(&id, words.front().c_str(), actions.get(), attributes.get(),
                             pointers(words).data(), pointers(variables).data()),
                words.front());
  return id;
}

}  // namespace gpubench
