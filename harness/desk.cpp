#include "harness/desk.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <iostream>

#include "results/show.hpp"
#include "results/store.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

std::string label_of(const PlannedCase& planned) {
  return planned.description.name + ' ' + planned.axes.to_string();
}

std::size_t measured_count(const Plan& plan) {
  return static_cast<std::size_t>(
      std::ranges::count_if(plan.cases, [](const PlannedCase& c) { return c.skip_reason.empty(); }));
}

}  // namespace

Desk::Desk(const RunOptions& options, const Session& session, const Plan& plan,
           std::vector<results::Fact> environment, Recorder::Clock::time_point begin)
    : options_(options),
      recorder_(options, session, plan, std::move(environment), begin),
      planned_(plan.cases.size()) {
  const results::Terminal terminal = results::find_terminal();
  const bool seen = options.json ? ::isatty(STDERR_FILENO) == 1 : terminal.is_terminal;
  progress_.emplace(notes(), progress_style(options.progress, seen && !options.quiet), measured_count(plan),
                    terminal.width);
}

/// Standard output where it is for people; standard error where a program reads it or nothing was asked for.
std::ostream& Desk::notes() const {
  return options_.json || options_.quiet ? std::cerr : std::cout;
}

void Desk::begin_case(const PlannedCase& planned) {
  progress_->begin_case(label_of(planned));
}

void Desk::keep(const PlannedCase& planned, const results::Case& finished) {
  if (failure_) return;
  try {
    recorder_.record(finished);
  } catch (const results::Error& error) {
    failure_ = error;
    return;
  }
  ++kept_;
  bad_ = bad_ || finished.status == results::Status::failed || finished.verification.correctness == "wrong";
  if (planned.skip_reason.empty()) progress_->finish_case(finished.id, label_of(planned));
}

std::filesystem::path Desk::finish(const std::string& stop_reason) {
  progress_.reset();
  const std::filesystem::path file = recorder_.finish(stop_reason);
  if (options_.json) {
    std::cout << results::show_json(*results::open_results(file)) << std::endl;
  } else if (!options_.quiet) {
    results::ShowOptions shown = results::show_options_for(std::cout, file.string());
    shown.verbose = options_.verbose;
    results::show(*results::open_results(file), shown, std::cout);
  }
  return file;
}

void Desk::close_stalled(const std::string& reason) {
  const std::filesystem::path file = finish("stalled");
  notes() << std::flush;
  std::cerr << fmt::format("gpubench: stalled: {}: what was measured is in {}\n", results::sanitize(reason),
                           file.string())
            << std::flush;
}

void Desk::close(int signal) {
  const std::filesystem::path file = finish(signal == 0 ? "finished" : "interrupted");
  if (signal != 0)
    notes() << fmt::format("interrupted ({}): {} of {} cases are in {}\n",
                           signal == SIGINT ? "SIGINT" : "SIGTERM", kept_, planned_, file.string());
  notes() << std::flush;
}

}  // namespace gpubench
