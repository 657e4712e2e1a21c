#include "harness/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <optional>

#include "harness/case_runner.hpp"
#include "harness/fingerprint/gather.hpp"
#include "harness/interrupt.hpp"
#include "harness/plan.hpp"
#include "harness/progress.hpp"
#include "harness/record.hpp"
#include "harness/recorder.hpp"
#include "harness/session.hpp"
#include "harness/solo_world.hpp"
#include "results/show.hpp"
#include "results/store.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;
using results::ExitCode;

/// An error that only rank 0 can meet ends the run on all ranks: there it is thrown again, elsewhere in its words.
template <class Step>
void on_rank_0(World& world, Step step) {
  std::string message;
  ExitCode code = ExitCode::good;
  if (world.rank() == 0) {
    try {
      step();
    } catch (const results::Error& error) {
      message = error.what();
      code = error.code();
    }
  }
  const int agreed = std::stoi(world.broadcast(std::to_string(static_cast<int>(code)), 0));
  message = world.broadcast(message, 0);
  if (agreed != 0) throw results::Error(static_cast<ExitCode>(agreed), message);
}

std::string label_of(const PlannedCase& planned) {
  return planned.description.name + ' ' + planned.axes.to_string();
}

/// Why no further case begins, the same on all ranks; empty where the run goes on.
std::string agree_to_stop(World& world, const RunOptions& options, int signal, Clock::time_point begin) {
  const bool late = options.time && Clock::now() - begin >= *options.time;
  double view[] = {signal != 0 ? 1.0 : 0.0, late ? 1.0 : 0.0};
  world.all_reduce_max(view);
  if (view[0] > 0) return "interrupted";
  return view[1] > 0 ? "time" : "";
}

/// Rank 0's side of the run; absent on the others.
struct Desk {
  std::optional<Recorder> recorder;
  std::optional<Progress> progress;
  bool bad = false;  ///< A case failed or was wrong.

  void record(const results::Case& finished, std::mutex& lock) {
    const std::lock_guard guard(lock);
    recorder->record(finished);
    bad = bad || finished.status == results::Status::failed || finished.verification.correctness == "wrong";
  }
};

/// One process that no launcher started has nobody to talk to, not even itself through MPI.
void skip_world_cases(Plan& plan) {
  for (PlannedCase& planned : plan.cases)
    if (planned.description.scope == Scope::world && planned.skip_reason.empty())
      planned.skip_reason = "one process without MPI: start it with mpirun -n 2 or more";
}

void record_skipped(Desk& desk, const Plan& plan, const Machine& machine, std::mutex& lock) {
  for (std::uint32_t i = 0; i < plan.cases.size(); ++i)
    if (!plan.cases[i].skip_reason.empty()) desk.record(make_frame(plan.cases[i], machine, i), lock);
}

std::size_t measured_count(const Plan& plan) {
  return static_cast<std::size_t>(
      std::ranges::count_if(plan.cases, [](const PlannedCase& c) { return c.skip_reason.empty(); }));
}

/// All cases in order. Returns how it ended: finished, time (the rest is recorded as skipped), interrupted.
std::string measure_cases(World& world, const Plan& plan, const RunOptions& options, const Session& session,
                          Interrupt& interrupt, Desk& desk, Clock::time_point begin) {
  CaseRunner runner(world, session, limits_of(options.profile), options.exclusive, interrupt.signal());
  const bool writer = world.rank() == 0;
  if (writer) record_skipped(desk, plan, session.machine, interrupt.record());
  std::string stop;
  for (std::uint32_t i = 0; i < plan.cases.size(); ++i) {
    const PlannedCase& planned = plan.cases[i];
    if (!planned.skip_reason.empty()) continue;
    if (stop.empty()) stop = agree_to_stop(world, options, interrupt.signal(), begin);
    if (stop == "interrupted") break;
    std::optional<results::Case> record;
    if (stop == "time") {
      if (writer) record = make_frame(planned, session.machine, i);
      if (writer) record->reason = fmt::format("the run's --time {:g} s was over", options.time->count());
    } else {
      if (writer) desk.progress->begin_case(label_of(planned));
      record = runner.run(planned, i);
    }
    if (!record) continue;
    desk.record(*record, interrupt.record());
    desk.progress->finish_case(record->id, label_of(planned));
  }
  // An interrupt during the last case leaves no record of it.
  if (interrupt.signal() != 0) return "interrupted";
  return "finished";
}

ExitCode exit_code(const std::string& stop, int signal, bool bad) {
  if (stop == "interrupted") return static_cast<ExitCode>(128 + signal);
  return bad ? ExitCode::regressed : ExitCode::good;
}

/// Rank 0 writes the file and shows it; the others learn how it went.
ExitCode finish(World& world, const RunOptions& options, Desk& desk, Interrupt& interrupt, const std::string& stop) {
  ExitCode code = ExitCode::good;
  on_rank_0(world, [&] {
    desk.progress.reset();
    const std::lock_guard guard(interrupt.record());
    const std::filesystem::path file = desk.recorder->finish(stop);
    code = exit_code(stop, interrupt.signal(), desk.bad);
    interrupt.let_go();
    if (options.json) {
      std::cout << results::show_json(*results::open_results(file)) << '\n';
    } else if (!options.quiet) {
      results::show(*results::open_results(file), results::show_options_for(std::cout, file.string()), std::cout);
    }
    std::cout << std::flush;
  });
  return static_cast<ExitCode>(std::stoi(world.broadcast(std::to_string(static_cast<int>(code)), 0)));
}

void print_plan(World& world, const RunOptions& options, const Plan& plan) {
  if (world.rank() != 0) return;
  std::cout << describe_plan(plan, results::find_terminal().width);
  if (options.dry_run) std::cout << fmt::format("the same plan on {} rank(s); nothing was measured\n", world.size());
  std::cout << std::flush;
}

}  // namespace

ExitCode run(Catalogue& catalogue, const RunOptions& options, World* job) {
  const auto begin = Clock::now();
  SoloWorld solo;
  World& world = job != nullptr ? *job : solo;
  const Session session = open_session(world, options);
  Plan plan = make_plan(catalogue, options, session.machine, session.seed);
  if (world.communicator() == nullptr) skip_world_cases(plan);
  require_same_plan(world, plan);
  if (options.list_only || options.dry_run) {
    print_plan(world, options, plan);
    return ExitCode::good;
  }
  const std::vector<results::Fact> environment = gather_facts(world, catalogue, session.places[static_cast<std::size_t>(world.rank())]);

  Desk desk;
  Interrupt interrupt([&desk, rank = world.rank()](int) {
    if (rank != 0) {
      // Rank 0 is writing the file: a rank that ends first makes the launcher kill it.
      std::this_thread::sleep_for(std::chrono::seconds(5));
    } else if (desk.recorder && !desk.recorder->finished()) {
      std::cout << "\ninterrupted: finished cases are in " << desk.recorder->finish("interrupted").string()
                << std::endl;
    }
  });
  on_rank_0(world, [&] {
    const results::Terminal terminal = results::find_terminal();
    desk.recorder.emplace(options, session, plan, environment, begin);
    desk.progress.emplace(std::cout, progress_style(options.progress, terminal.is_terminal && !options.quiet),
                          measured_count(plan), terminal.width);
  });
  const std::string stop = measure_cases(world, plan, options, session, interrupt, desk, begin);
  return finish(world, options, desk, interrupt, stop);
}

}  // namespace gpubench
