/// Completion: a script that makes a shell complete gpubench's words.
#pragma once
#include <string>
#include <vector>

#include "harness/command_description.hpp"

namespace gpubench {

/// For bash, zsh or fish: commands, their options, the values of options that have few, and the benchmarks
/// where one is expected; files elsewhere. Throws std::invalid_argument for another shell.
std::string completion_script(const std::string& shell, const CommandDescription& program,
                              const std::vector<std::string>& benchmarks);

}  // namespace gpubench
