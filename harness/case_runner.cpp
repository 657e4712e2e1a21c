#include "harness/case_runner.hpp"

#include <fmt/format.h>

#include <exception>
#include <iostream>
#include <numeric>

#include "bench/host/backend.hpp"
#include "harness/measure.hpp"
#include "harness/record.hpp"
#include "harness/sampler.hpp"
#include "results/error.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// Runs a step that may throw on one participant only, and tells all whether any failed. The first error is kept.
template <class Step>
bool all_succeed(World& group, RankReport& report, Step step) {
  try {
    step();
  } catch (const std::bad_alloc&) {
    report.failure = "not enough memory";
  } catch (const std::exception& error) {
    report.failure = error.what();
  }
  double failed = report.failure.empty() ? 0 : 1;
  group.all_reduce_max(std::span(&failed, 1));
  return failed == 0;
}

}  // namespace

CaseRunner::CaseRunner(World& world, const Session& session, Limits limits, bool exclusive,
                       const std::atomic<int>& interrupted)
    : world_(world), session_(session), limits_(limits), exclusive_(exclusive), interrupted_(interrupted) {}

std::optional<results::Case> CaseRunner::run(const PlannedCase& planned, std::uint32_t order) {
  const std::vector<int> ranks = participants_of(planned);
  World* group = group_of(ranks);
  const bool one_by_one = exclusive_ && planned.description.scope == Scope::device && ranks.size() > 1;
  std::optional<RankReport> report;
  if (one_by_one) {
    measure_one_by_one(planned, ranks, report);
  } else if (group != nullptr) {
    report = measure_together(planned, *group);
  }
  std::optional<results::Case> record;
  if (group != nullptr) {
    std::vector<RankReport> reports;
    for (const std::string& bytes : group->gather(to_bytes(*report))) reports.push_back(rank_report_from(bytes));
    if (world_.rank() == 0 && report->measurement.stop_reason != "interrupted") {
      std::vector<std::int64_t> epochs;
      for (const int rank : ranks) epochs.push_back(session_.epochs[static_cast<std::size_t>(rank)]);
      record = make_frame(planned, machine_for(session_, planned.description.scope, 0), order);
      fill_record(*record, ranks, reports, epochs);
    }
  }
  world_.barrier_asleep();
  return record;
}

std::vector<int> CaseRunner::participants_of(const PlannedCase& planned) const {
  if (planned.description.scope == Scope::device) return session_.election.participants;
  std::vector<int> ranks(static_cast<std::size_t>(planned.benchmark->ranks_used(world_.size())));
  std::iota(ranks.begin(), ranks.end(), 0);
  return ranks;
}

World* CaseRunner::group_of(const std::vector<int>& ranks) {
  if (ranks.size() == static_cast<std::size_t>(world_.size())) return &world_;
  auto found = groups_.find(ranks);
  if (found == groups_.end()) found = groups_.emplace(ranks, world_.subgroup(ranks)).first;
  return found->second.get();
}

void CaseRunner::measure_one_by_one(const PlannedCase& planned, const std::vector<int>& ranks,
                                    std::optional<RankReport>& report) {
  for (const int rank : ranks) {
    World* alone = group_of({rank});
    if (alone != nullptr) report = measure_together(planned, *alone);
    world_.barrier_asleep();
  }
}

RankReport CaseRunner::measure_together(const PlannedCase& planned, World& group) {
  RankReport report;
  const auto begin = Clock::now();
  const Machine machine = machine_for(session_, planned.description.scope, world_.rank());
  Backend& backend = backend_for(planned.description.scope, machine.threads);
  Context context{backend, machine, planned.description.scope == Scope::world ? group.communicator() : nullptr,
                  session_.seed};
  std::unique_ptr<Trial> trial;
  Seconds inputs{0};
  const bool ready = all_succeed(group, report, [&] { trial = planned.benchmark->make_trial(planned.axes, context); }) &&
                     all_succeed(group, report, [&] {
                       const auto reset_begin = Clock::now();
                       trial->reset();
                       inputs = Clock::now() - reset_begin;
                     });
  if (ready) measure_trial(planned, *trial, backend, group, report);
  report.measurement.wall.verification += inputs;
  trial.reset();
  report.wall = Clock::now() - begin;
  return report;
}

void CaseRunner::measure_trial(const PlannedCase& planned, Trial& trial, Backend& backend, World& group,
                               RankReport& report) {
  const bool world_scope = planned.description.scope == Scope::world;
  const SampleShape shape{planned.batch, planned.cold, world_scope && group.size() > 1,
                          world_scope && group.size() > 1 && planned.benchmark->barrier_between(planned.axes)};
  try {
    Sampler sampler(trial, backend, group, shape, meter_);
    report.measurement = measure(trial, sampler, group, planned.benchmark->across_ranks(planned.axes), limits_,
                                 interrupted_);
    if (report.measurement.stop_reason != "interrupted") {
      const auto begin = Clock::now();
      report.verdict = trial.verify(report.measurement.applications);
      report.measurement.wall.verification += Clock::now() - begin;
    }
    report.facts = trial.facts();
    report.series = meter_.series();
  } catch (const std::exception& error) {
    report.failure = error.what();
    if (group.size() == 1) return;
    std::cerr << fmt::format("gpubench: rank {}: {} {}: {}\n", world_.rank(), planned.description.name,
                             planned.axes.to_string(), error.what());
    world_.abort(static_cast<int>(results::ExitCode::software));
  }
}

Backend& CaseRunner::backend_for(Scope scope, int threads) {
  auto& backend = backends_[scope];
  // Messages lie where an application's would, so that figures compare with other tools'.
  if (!backend)
    backend = std::make_unique<HostBackend>(threads, scope == Scope::world ? Pages::ordinary : Pages::huge);
  return *backend;
}

}  // namespace gpubench
