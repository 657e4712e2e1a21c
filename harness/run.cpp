#include "harness/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <optional>
#include <thread>

#include "harness/case_runner.hpp"
#include "harness/desk.hpp"
#include "harness/devices.hpp"
#include "harness/fingerprint/own_facts.hpp"
#include "harness/interrupt.hpp"
#include "harness/job_processes.hpp"
#include "harness/limits.hpp"
#include "harness/plan.hpp"
#include "harness/rank_agreement.hpp"
#include "harness/record.hpp"
#include "harness/selection.hpp"
#include "harness/session.hpp"
#include "harness/solo_world.hpp"
#include "harness/stall_watch.hpp"
#include "harness/standing.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// A record that takes longer to write than this is not waited for: the disk hangs.
constexpr std::chrono::minutes kRecordTimeMax{10};
using results::ExitCode;

/// An error that only rank 0 can meet ends the run on all ranks: there it is thrown again, elsewhere in its
/// words.
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

/// One process that no launcher started has nobody to talk to, not even itself through MPI.
void skip_world_cases(Plan& plan) {
  for (PlannedCase& planned : plan.cases)
    if (planned.description.scope == Scope::world && planned.skip_reason.empty())
      planned.skip_reason = "one process without MPI: start it with mpirun -n 2 or more";
}

/// The run as one rank sees it.
struct Run {
  World& world;
  const RunOptions& options;
  const Session& session;
  Catalogue& catalogue;
  Devices& devices;
  const Plan& plan;
  Clock::time_point begin;
  Interrupt interrupt;
  std::optional<Desk> desk;         ///< Rank 0's; guarded by interrupt.record().
  std::uint32_t next = 0;           ///< After the last measured case that was kept; guarded likewise.
  std::optional<StallWatch> watch;  ///< Where there are other ranks.

  Run(World& job, const RunOptions& asked, const Session& agreed, Catalogue& known, Devices& opened,
      const Plan& planned, Clock::time_point start)
      : world(job),
        options(asked),
        session(agreed),
        catalogue(known),
        devices(opened),
        plan(planned),
        begin(start),
        interrupt([this](int signal) { save(signal); },
                  job.rank() == 0 ? Interrupt::kGrace : Interrupt::kGraceOfOthers) {
    if (job.size() > 1 && job.calls() != nullptr)
      watch.emplace(world, [this](const std::string& reason) { save_stalled(reason); });
  }

  /// What the watching thread does where this one is stuck.
  void save(int signal) {
    if (desk && !desk->closed()) desk->close(signal);
  }

  /// Those from there on are skipped with the reason, and the record ends. Holds interrupt.record().
  void close_stalled(std::size_t from, const std::string& reason) {
    for (std::size_t i = from; i < plan.cases.size(); ++i) {
      if (!plan.cases[i].skip_reason.empty()) continue;
      results::Case record = make_frame(plan.cases[i], static_cast<std::uint32_t>(i));
      record.reason = fmt::format("the job could not go on: {}", reason);
      desk->keep(plan.cases[i], record);
    }
    try {
      desk->close_stalled(reason);
    } catch (const results::Error& error) {
      fmt::print(stderr, "gpubench: {}\n", results::sanitize(error.what()));
    }
    interrupt.let_go();
  }

  /// What the watch does where this rank waits inside MPI, and so can tell no other rank: the launcher ends
  /// them when this process ends. The case that stands still has failed.
  void save_stalled(const std::string& reason) {
    if (world.rank() != 0) end_without_rank_0(reason);
    const std::unique_lock lock(interrupt.record(), std::try_to_lock);
    if (!lock || !desk || desk->closed()) return;
    while (next < plan.cases.size() && !plan.cases[next].skip_reason.empty()) ++next;
    if (next < plan.cases.size()) {
      results::Case record = make_frame(plan.cases[next], next);
      record.status = results::Status::failed;
      record.reason = reason;
      desk->keep(plan.cases[next], record);
    }
    close_stalled(next + 1, reason);
    std::_Exit(static_cast<int>(ExitCode::stalled));
  }

  /// Rank 0 is stopped or dead. The launcher wakes it to end it, which may give it the time to make the file.
  [[noreturn]] void end_without_rank_0(const std::string& reason) const {
    const std::string file = options.output.empty() ? "rank 0's file" : options.output.string();
    fmt::print(stderr,
               "gpubench: stalled: {}: what is finished is in {}, or in its journal: `gpubench recover`\n",
               results::sanitize(reason), file);
    std::_Exit(static_cast<int>(ExitCode::stalled));
  }

  void keep(std::uint32_t order, const results::Case& finished) {
    const std::lock_guard guard(interrupt.record());
    desk->keep(plan.cases[order], finished);
    if (plan.cases[order].skip_reason.empty()) next = order + 1;
  }

  Standing standing() {
    const bool failed = desk && desk->failure();
    return agree_standing(world, {failed ? static_cast<int>(desk->failure()->code()) : 0, interrupt.signal(),
                                  Clock::now() - begin});
  }
};

void keep_skipped(Run& run) {
  for (std::uint32_t i = 0; i < run.plan.cases.size(); ++i)
    if (!run.plan.cases[i].skip_reason.empty()) run.keep(i, make_frame(run.plan.cases[i], i));
}

/// A case that --time leaves no room for.
results::Case late_case(const PlannedCase& planned, std::uint32_t order, Seconds time, Seconds spent) {
  results::Case record = make_frame(planned, order);
  record.reason = fmt::format("{:.2f} s of the run's --time {:g} s were left, a case needs {:g} s",
                              std::max(0.0, (time - spent).count()), time.count(), kCaseTimeMin.count());
  return record;
}

/// A rank will not come back, so nothing collective can be done any more: rank 0 closes the record and ends
/// the job. The other ranks wait for that.
[[noreturn]] void end_stalled(Run& run, std::size_t next, const std::string& reason) {
  if (run.world.rank() != 0) {
    std::this_thread::sleep_for(kRecordTimeMax);
  } else {
    const std::lock_guard guard(run.interrupt.record());
    run.close_stalled(next, reason);
  }
  run.world.abort(static_cast<int>(ExitCode::stalled));
  std::abort();  // not reached: abort() does not return where there are other ranks
}

/// All cases in order, until one can't be kept or a signal came; those that --time leaves no room for are
/// skipped. Returns how the run stands then.
Standing measure_cases(Run& run) {
  const Limits limits = limits_of(run.options.profile);
  CaseRunner runner(run.world, run.session, run.catalogue, run.devices, run.options, run.interrupt.signal(),
                    run.watch ? &*run.watch : nullptr);
  const bool writer = run.world.rank() == 0;
  if (writer) keep_skipped(run);
  for (std::uint32_t i = 0; i < run.plan.cases.size(); ++i) {
    const PlannedCase& planned = run.plan.cases[i];
    if (!planned.skip_reason.empty()) continue;
    const Standing standing = run.standing();
    if (standing.ends_run()) return standing;
    const std::optional<Limits> caps =
        run.options.time ? limits_within(limits, *run.options.time - standing.spent) : limits;
    if (!caps) {
      if (writer) run.keep(i, late_case(planned, i, *run.options.time, standing.spent));
      continue;
    }
    if (writer) run.desk->begin_case(planned);
    runner.set_limits(*caps);
    const std::optional<results::Case> record = runner.run(planned, i);
    if (record) run.keep(i, *record);
    if (!runner.stalled().empty()) end_stalled(run, i + 1, runner.stalled());
  }
  return run.standing();
}

ExitCode exit_code(int signal, bool bad) {
  if (signal != 0) return static_cast<ExitCode>(128 + signal);
  return bad ? ExitCode::regressed : ExitCode::good;
}

std::vector<std::string> hosts_of(const std::vector<Place>& places) {
  std::vector<std::string> hosts;
  for (const Place& place : places) hosts.push_back(place.host);
  return hosts;
}

/// Communicators, plans and cuDNN's engines come when they are first asked for.
void tell_new_libraries(Run& run, OwnFacts& facts) {
  std::vector<results::Fact> environment = facts.gather_again(run.world);
  if (environment.empty()) return;
  record_agreement(environment, hosts_of(run.session.places));
  const std::lock_guard guard(run.interrupt.record());
  if (!run.desk->closed()) run.desk->set_environment(std::move(environment));
}

/// Rank 0 writes the file and shows it; the others learn how it went.
ExitCode finish(Run& run, const Standing& standing) {
  if (run.watch) run.watch->rest();
  ExitCode code = ExitCode::good;
  on_rank_0(run.world, [&] {
    const std::lock_guard guard(run.interrupt.record());
    if (run.desk->failure()) throw results::Error(*run.desk->failure());
    run.desk->close(standing.signal);
    code = exit_code(standing.signal, run.desk->bad());
    run.interrupt.let_go();
    // The record holds each reason; yet who asked for figures and got none must not take that for success.
    if (const std::string why = why_nothing_is_measured(run.plan); code == ExitCode::good && !why.empty())
      throw results::Error(ExitCode::unavailable, "nothing was measured: " + why);
  });
  return static_cast<ExitCode>(std::stoi(run.world.broadcast(std::to_string(static_cast<int>(code)), 0)));
}

void print_plan(World& world, const RunOptions& options, const Plan& plan) {
  if (world.rank() != 0) return;
  if (options.json) {
    std::cout << plan_json(plan) << std::flush;
    return;
  }
  std::cout << describe_plan(plan, results::find_terminal().width);
  if (options.dry_run)
    std::cout << fmt::format("the same plan on {} rank(s); nothing was measured\n", world.size());
  std::cout << std::flush;
}

}  // namespace

ExitCode run(Catalogue& catalogue, const RunOptions& options, World* job, Clock::time_point begin) {
  SoloWorld solo;
  World& world = job != nullptr ? *job : solo;
  const Session session = open_session(world, options);
  Devices devices =
      Devices::open(world, catalogue, select_entries(catalogue, options), session.places, session.machine);
  Plan plan = make_plan(catalogue, agree_asked_cases(world, options), devices.machines(), session.seed);
  if (world.communicator() == nullptr) skip_world_cases(plan);
  require_same_plan(world, plan);
  if (options.list_only) {
    print_plan(world, options, plan);
    return ExitCode::good;
  }
  const std::vector<std::string> hosts = hosts_of(session.places);
  const JobProcesses processes = gather_job_processes(world, hosts, process_id_of_host());
  OwnFacts facts(catalogue, session.places, world.rank(), devices.facts(world.rank(), processes),
                 options.identify ? Identify::yes : Identify::no);
  std::vector<results::Fact> environment = facts.gather(world);
  require_agreement(world, options, hosts, environment);
  if (options.dry_run) {
    print_plan(world, options, plan);
    return ExitCode::good;
  }
  Run run(world, options, session, catalogue, devices, plan, begin);
  on_rank_0(world, [&] {
    const std::lock_guard guard(run.interrupt.record());
    run.desk.emplace(options, session, plan, environment, begin);
  });
  const Standing standing = measure_cases(run);
  if (run.watch) run.watch->rest();  // hashing may take longer than a case may
  if (standing.signal == 0) tell_new_libraries(run, facts);
  return finish(run, standing);
}

}  // namespace gpubench
