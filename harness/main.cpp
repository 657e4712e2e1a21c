// gpubench: options, plan, run, record; or a verb that reads what was recorded.
#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <variant>

#include "harness/cli.hpp"
#include "harness/launcher.hpp"
#include "harness/verbs.hpp"
#include "results/error.hpp"
#include "results/terminal.hpp"

namespace {

using namespace gpubench;
using results::ExitCode;

/// What went wrong may quote a file or a command line, which may hold what a terminal would obey.
ExitCode report(const Launcher& launcher, ExitCode code, const char* what) {
  std::cout.flush();
  if (launcher.speaks) {
    const std::string who = launcher.rank == 0 ? "gpubench" : fmt::format("gpubench: rank {}", launcher.rank);
    fmt::print(stderr, "{}: {}\n", who, results::sanitize(what));
  } else {
    // mpirun ends all ranks when the first one fails: that must not be before the speaking one has spoken.
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
  return code;
}

ExitCode answer(const std::vector<std::string>& arguments) {
  Launcher launcher = read_launcher(std::getenv);
  try {
    const Command command = parse_command_line(arguments, std::getenv);
    if (launcher.mixed && !is_joint(command))  // a run beside it would wait for ever
      throw results::UsageError("this command is no part of a parallel job: start it alone");
    if (launcher.rank != 0 && !is_joint(command)) return ExitCode::good;
    const ExitCode code = std::visit([&](const auto& verb) { return perform(verb, launcher); }, command);
    if (!std::cout.flush()) throw results::IoError("standard output can't be written: is the disk full?");
    return code;
  } catch (const results::Error& error) {
    return report(launcher, error.code(), error.what());
  } catch (const std::bad_alloc&) {
    return report(launcher, ExitCode::os, "out of memory");
  } catch (const std::exception& error) {
    return report(launcher, ExitCode::software, error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file over a limit is an error to tell, like a full disk, not a death
  return static_cast<int>(answer({argv + 1, argv + argc}));
}
