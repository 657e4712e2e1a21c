/// Spawn: a new process of a process group, which takes nothing of this one but its words and variables.
#pragma once
#include <sys/types.h>

#include <csignal>
#include <string>
#include <vector>

namespace gpubench {

struct SpawnPlace {
  pid_t group = 0;           ///< Process group that it joins; 0: one of its own.
  std::vector<int> blocked;  ///< Signals it does not see; all others do what they usually do.
  int input = -1;            ///< Its standard input; -1: empty.
  int output = -1;           ///< Its standard output and error; -1: nowhere.
};

/// The program is looked for in PATH. Throws std::system_error where it can't be started.
pid_t spawn(std::vector<std::string> words, std::vector<std::string> variables, const SpawnPlace& place);

}  // namespace gpubench
