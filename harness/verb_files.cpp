// The verbs that read files: show, recover, verify.
#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <optional>

#include "harness/verbs.hpp"
#include "results/error.hpp"
#include "results/image_lock.hpp"
#include "results/journal.hpp"
#include "results/show.hpp"
#include "results/store.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using results::ExitCode;

constexpr std::string_view kJournalSuffix = ".journal";
/// `mpirun ... || gpubench recover ...`: the launcher goes before the rank that it killed. On a busy machine
/// that took 0.4 s; one that has much memory to give back takes longer.
constexpr std::chrono::seconds kWriterEnds{5};

std::filesystem::path recovered_name(const RecoverCommand& command) {
  if (!command.output.empty()) return command.output;
  std::string name = command.journal.string();
  if (name.size() > kJournalSuffix.size() && name.ends_with(kJournalSuffix)) {
    return name.substr(0, name.size() - kJournalSuffix.size());
  }
  return name + ".h5";
}

/// Text that comes from a file or names one, as a line fit for a terminal.
template <class... Words>
void print_line(fmt::format_string<Words...> format, Words&&... words) {
  std::cout << results::sanitize(fmt::format(format, std::forward<Words>(words)...)) << '\n';
}

ExitCode verify_file(const std::filesystem::path& path, const results::ImageLock* image) {
  const auto file = results::open_results(path);
  for (const std::string& warning : file->warnings()) print_line("{}: {}", path.string(), warning);
  auto differences = results::verify_hashes(*file);
  if (image != nullptr)
    for (const results::Launch& launch : file->launches())
      for (std::string& line : results::verify_image(launch, *image)) differences.push_back(std::move(line));
  for (const std::string& difference : differences) print_line("{}: {}", path.string(), difference);
  if (!differences.empty()) return ExitCode::regressed;
  print_line("{}: the content is what was written ({})", path.string(), file->kind());
  if (image != nullptr)
    print_line("{}: measured in the image of this lock, sha256:{}", path.string(), image->sha256);
  return ExitCode::good;
}

}  // namespace

ExitCode perform(const ShowCommand& command, Launcher&) {
  const auto file = results::open_results(command.file);
  if (command.json) {
    std::cout << results::show_json(*file) << '\n';
  } else {
    results::ShowOptions options = results::show_options_for(std::cout);
    options.verbose = command.verbose;
    results::show(*file, options, std::cout);
  }
  return ExitCode::good;
}

ExitCode perform(const RecoverCommand& command, Launcher&) {
  const std::filesystem::path output = recovered_name(command);
  std::error_code ignored;
  if (std::filesystem::equivalent(command.journal, output, ignored))
    throw results::UsageError(
        fmt::format("{}: is the journal itself: give --output another name", output.string()));
  if (results::is_being_written(command.journal, kWriterEnds))
    throw results::DataError(
        fmt::format("{}: a run is still writing it: wait for its end, or look at it with "
                    "`gpubench show`",
                    command.journal.string()));
  const std::string damage = results::build_from_journal(command.journal, output, command.force);
  if (!damage.empty()) print_line("{}: {}", command.journal.string(), damage);
  print_line("{} holds what was finished: gpubench show {}", output.string(), output.string());
  print_line("the journal is not needed any more: rm {}", command.journal.string());
  return ExitCode::good;
}

/// Every file is looked at; the first bad one gives the code.
ExitCode perform(const VerifyCommand& command, Launcher&) {
  ExitCode worst = ExitCode::good;
  std::optional<results::ImageLock> image;
  if (!command.image.empty()) image = results::read_image_lock(command.image);
  for (const std::filesystem::path& path : command.files) {
    ExitCode code = ExitCode::good;
    try {
      code = verify_file(path, image ? &*image : nullptr);
    } catch (const results::Error& error) {
      if (command.files.size() == 1) throw;
      std::cerr << fmt::format("gpubench: {}\n", results::sanitize(error.what()));
      code = error.code();
    }
    if (worst == ExitCode::good) worst = code;
  }
  return worst;
}

}  // namespace gpubench
