#include "harness/case_runner.hpp"

#include <fmt/format.h>

#include <exception>
#include <iostream>
#include <numeric>

#include "harness/affinity.hpp"
#include "harness/machine.hpp"
#include "harness/measure.hpp"
#include "harness/number_ranges.hpp"
#include "harness/record.hpp"
#include "harness/sampler.hpp"
#include "harness/turns.hpp"
#include "results/error.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// Runs a step that may throw on one participant only, and tells all whether any failed. The first error is
/// kept.
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

/// While one measured the others slept: the first one's wait was the others' timed work, not the harness's.
void count_all_turns(results::WallShares& wall, const std::vector<RankReport>& reports) {
  for (std::size_t i = 1; i < reports.size(); ++i) wall.timed += reports[i].measurement.wall.timed.count();
  wall.harness = std::max(0.0, reports.front().wall.count() - wall.warm_up - wall.timed - wall.verification);
}

}  // namespace

CaseRunner::CaseRunner(World& world, const Session& session, Limits limits, bool exclusive,
                       const std::atomic<int>& interrupted)
    : world_(world),
      session_(session),
      limits_(limits),
      exclusive_(exclusive),
      interrupted_(interrupted),
      backends_(session.machine) {}

std::optional<results::Case> CaseRunner::run(const PlannedCase& planned, std::uint32_t order) {
  const std::vector<int> ranks = participants_of(planned);
  World* group = group_of(ranks);
  backends_.make_room(planned.description.scope, planned.memory);
  std::optional<results::Case> record;
  if (group != nullptr) {
    const RankReport report = measure(planned, *group);
    std::vector<RankReport> reports;
    for (const std::string& bytes : group->gather(to_bytes(report)))
      reports.push_back(rank_report_from(bytes));
    if (world_.rank() == 0 && report.measurement.stop_reason != "interrupted") {
      std::vector<std::int64_t> epochs;
      for (const int rank : ranks) epochs.push_back(session_.epochs[static_cast<std::size_t>(rank)]);
      record = make_frame(planned, order);
      fill_record(*record, ranks, reports, epochs);
      if (one_by_one(planned, *group)) count_all_turns(record->wall, reports);
    }
  }
  world_.barrier_asleep();
  return record;
}

std::vector<int> CaseRunner::participants_of(const PlannedCase& planned) const {
  if (planned.description.scope == Scope::device) return session_.election.participants;
  std::vector<int> ranks(static_cast<std::size_t>(planned.ranks_used));
  std::iota(ranks.begin(), ranks.end(), 0);
  return ranks;
}

World* CaseRunner::group_of(const std::vector<int>& ranks) {
  if (ranks.size() == static_cast<std::size_t>(world_.size())) return &world_;
  auto found = groups_.find(ranks);
  if (found == groups_.end()) found = groups_.emplace(ranks, world_.subgroup(ranks)).first;
  return found->second.get();
}

bool CaseRunner::one_by_one(const PlannedCase& planned, const World& group) const {
  return exclusive_ && planned.description.scope == Scope::device && group.size() > 1;
}

RankReport CaseRunner::measure(const PlannedCase& planned, World& group) {
  RankReport report;
  const auto begin = Clock::now();
  const Scope scope = planned.description.scope;
  const auto rank = static_cast<std::size_t>(world_.rank());
  const std::vector<int>& own = session_.places[rank].cpus;
  const WideAffinity wide(own, scope == Scope::device ? parse_ranges(session_.election.cpusets[rank]) : own);
  if (!wide.refusal().empty()) report.facts.emplace_back("affinity", wide.refusal());
  Backend* backend = nullptr;
  std::unique_ptr<Trial> trial;
  Seconds inputs{0};
  const bool ready =
      all_succeed(group, report,
                  [&] {
                    backend = &backends_.at(scope);
                    Context context{*backend, machine_in(session_.machine, scope),
                                    scope == Scope::world ? group.communicator() : nullptr, session_.seed};
                    trial = planned.benchmark->make_trial(planned.axes, context);
                  }) &&
      all_succeed(group, report, [&] {
        const auto reset_begin = Clock::now();
        trial->reset();
        inputs = Clock::now() - reset_begin;
      });
  if (ready) measure_trial(planned, *trial, *backend, group, report);
  report.measurement.wall.verification += inputs;
  trial.reset();
  report.wall = Clock::now() - begin;
  return report;
}

void CaseRunner::measure_trial(const PlannedCase& planned, Trial& trial, Backend& backend, World& group,
                               RankReport& report) {
  const bool world_scope = planned.description.scope == Scope::world;
  const SampleShape shape{planned.batch, planned.cold, world_scope && group.size() > 1,
                          world_scope && group.size() > 1 && planned.barrier_between};
  const bool alone = one_by_one(planned, group);
  Limits limits = limits_;
  if (alone) limits.warm_up *= group.size();  // it passes while others warm up
  try {
    Turns turns(group);
    TurnWorld in_turn(group, turns);
    Sampler sampler(trial, backend, group, shape, meter_, alone ? &turns : nullptr);
    report.measurement = gpubench::measure(trial, sampler, alone ? in_turn : group, planned.across_ranks,
                                           limits, interrupted_);
    if (report.measurement.stop_reason != "interrupted") {
      const auto begin = Clock::now();
      report.verdict = trial.verify(report.measurement.applications);
      report.measurement.wall.verification += Clock::now() - begin;
    }
    for (auto& fact : trial.facts()) report.facts.push_back(std::move(fact));
    report.series = sampler.series();
  } catch (const std::exception& error) {
    report.failure = error.what();
    if (group.size() == 1) return;
    std::cerr << fmt::format("gpubench: rank {}: {} {}: {}\n", world_.rank(), planned.description.name,
                             planned.axes.to_string(), error.what());
    world_.abort(static_cast<int>(results::ExitCode::software));
  }
}

}  // namespace gpubench
