#include "harness/study/launch_series.hpp"

#include <fmt/format.h>

#include <csignal>
#include <ostream>
#include <system_error>

#include "results/error.hpp"
#include "results/store.hpp"

namespace gpubench {
namespace {

using results::Error;
using results::ExitCode;

std::string duration_text(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

[[noreturn]] void tell_interrupted(int signal, std::size_t held, const StudyFolder& folder) {
  throw Error(signal == SIGINT ? ExitCode::interrupted_int : ExitCode::interrupted_term,
              fmt::format("interrupted: {} launches are kept in {}; the same command goes on from there",
                          held, folder.path().string()));
}

}  // namespace

LaunchSeries::LaunchSeries(const StudyFolder& folder, std::size_t planned, std::ostream* notes)
    : folder_(folder), planned_(planned), notes_(notes) {}

void LaunchSeries::require(const std::string& launch, const LaunchWords& words, LaunchOrder order) {
  if (folder_.has(launch)) {
    keep(launch, order);
    ++found_;
    return;
  }
  tell(launch);
  order.output = std::filesystem::absolute(folder_.file(launch));
  if (order.pair >= 0) order.batches = batches_text(batches_);
  const std::filesystem::path log = folder_.log(launch);
  LaunchEnd end;
  try {
    end = run_fresh(words, order, log);
  } catch (const std::system_error& error) {
    throw Error(ExitCode::unavailable, error.what());
  }
  if (end.stopped != 0) tell_interrupted(end.stopped, found_ + measured_, folder_);
  if (!folder_.has(launch)) {
    throw Error(
        ExitCode::unavailable,
        fmt::format(
            "{}: the command ended with code {} and left no whole result file: see {} (a command with an "
            "--output of its own must name {{output}} there)",
            launch, end.code, log.string()));
  }
  require_order(order);
  keep(launch, order);
  ++measured_;
}

/// What the launches after it are held to.
void LaunchSeries::keep(const std::string& launch, const LaunchOrder& order) {
  const auto file = results::open_results(folder_.file(launch));
  require_same_software(launch, order.position, file->launches().front());
  if (order.pair < 0) return;
  add_batches(*file, batches_);
  if (order.batches.empty() || told_of_batches_ || notes_ == nullptr || has_given_batch(*file)) return;
  told_of_batches_ = true;
  *notes_ << fmt::format(
      "{}: GPUBENCH_BATCHES did not reach the program: where a batch is chosen anew its case "
      "can't be compared: let the command pass it on\n",
      launch);
}

/// The command's words may stay the same while what they start is built anew: such launches are no replicates
/// of those before. A library that one launch did not need is none that differs.
void LaunchSeries::require_same_software(const std::string& launch, const std::string& position,
                                         const results::Launch& told) {
  Software software;
  software["its build"].insert(told.build_id);
  for (const results::Fact& fact : told.environment)
    if (fact.key == "gpubench.sha256" || (fact.scope == "loaded" && fact.key.ends_with(".sha256")))
      software[fact.key].insert(fact.value);
  Software& before = software_[position];
  for (const auto& [what, values] : software) {
    const auto known = before.emplace(what, values).first;
    if (known->second != values)
      throw results::DataError(
          fmt::format("{}: {} is not that of the launches before it: the command starts something else than "
                      "when the study "
                      "began: remove {} to begin again, or give --output another name",
                      folder_.file(launch).string(), what, folder_.path().string()));
  }
}

/// A container or a remote shell may keep the environment back: its launches would be taken for no pairs.
void LaunchSeries::require_order(const LaunchOrder& order) const {
  if (order.pair < 0) return;
  const auto file = results::open_results(order.output);
  const results::Launch& told = file->launches().front();
  if (told.pair == order.pair && told.position == order.position && told.allocation == order.allocation)
    return;
  throw Error(
      ExitCode::unavailable,
      fmt::format("{}: the result does not say which pair it is of: GPUBENCH_PAIR, GPUBENCH_POSITION and "
                  "GPUBENCH_ALLOCATION did not reach the program: let the command pass them on",
                  order.output.string()));
}

void LaunchSeries::tell(const std::string& launch) const {
  if (notes_ == nullptr) return;
  const std::size_t held = found_ + measured_;
  std::string left;
  if (measured_ > 0) {
    const double each = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count() /
                        static_cast<double>(measured_);
    left = fmt::format(", {} left at most", duration_text(each * static_cast<double>(planned_ - held)));
  }
  *notes_ << fmt::format("launch {} of {}{}: {}{}\n", held + 1, planned_,
                         found_ == 0 ? "" : " (some were kept)", launch, left)
          << std::flush;
}

}  // namespace gpubench
