/// Child: another process, run to its end for what it writes.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "bench/api/units.hpp"

namespace gpubench {

/// What the program wrote to its standard output until it ended; its standard error is this process's. One
/// that lasts longer than the limit is killed. Never a fork: under MPI one would copy what the library
/// registered with its network. Throws std::runtime_error where it can't be started, is killed, or ends with
/// another code than 0.
std::string output_of(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                      Seconds limit);

}  // namespace gpubench
