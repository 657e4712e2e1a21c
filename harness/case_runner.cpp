#include "harness/case_runner.hpp"

#include <fmt/format.h>

#include <exception>
#include <iostream>
#include <numeric>

#include "harness/affinity.hpp"
#include "harness/all_succeed.hpp"
#include "harness/machine.hpp"
#include "harness/measure.hpp"
#include "harness/number_ranges.hpp"
#include "harness/record.hpp"
#include "harness/rotating_trial.hpp"
#include "harness/sampler.hpp"
#include "results/error.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// While one measured the others slept: the first one's wait was the others' timed work, not the harness's.
void count_all_turns(results::WallShares& wall, const std::vector<RankReport>& reports) {
  for (std::size_t i = 1; i < reports.size(); ++i) wall.timed += reports[i].measurement.wall.timed.count();
  wall.harness = std::max(0.0, reports.front().wall.count() - wall.warm_up - wall.timed - wall.verification);
}

}  // namespace

CaseRunner::CaseRunner(World& world, const Session& session, Catalogue& catalogue, Devices& devices,
                       const RunOptions& options, const std::atomic<int>& interrupted, StallWatch* watch)
    : world_(world),
      session_(session),
      devices_(devices),
      limits_(limits_of(options.profile)),
      exclusive_(options.exclusive),
      timeout_(options.timeout),
      interrupted_(interrupted),
      watch_(watch),
      backends_(session.machine, devices, options.timeout),
      communicators_(catalogue, options.timeout) {}

std::optional<results::Case> CaseRunner::run(const PlannedCase& planned, std::uint32_t order) {
  const std::string& backend = planned.description.backend;
  const bool on_host = backend == "host";
  const bool writer = world_.rank() == 0;
  if (const auto lost = lost_.find(backend); lost != lost_.end()) {
    if (!writer) return std::nullopt;
    results::Case record = make_frame(planned, order);
    record.reason = lost->second;
    return record;
  }
  const std::vector<int> ranks = participants_of(planned);
  watch_over(planned);
  World* group = group_of(ranks);
  if (on_host) backends_.make_room(planned.description.scope, planned.memory);
  std::optional<results::Case> record;
  std::vector<RankReport> reports;  // on the group's first rank
  if (group != nullptr) {
    const RankReport report =
        on_host ? measure_on_host(planned, *group) : measure_on_device(planned, ranks, *group);
    if (!stalled_.empty()) return stalled_case(planned, order, ranks);
    for (const std::string& bytes : group->gather(to_bytes(report)))
      reports.push_back(rank_report_from(bytes));
    if (writer && report.measurement.stop_reason != "interrupted")
      record = record_of(planned, order, ranks, reports, one_by_one(planned, *group));
  }
  world_.barrier_asleep();
  if (on_host) return record;
  if (ranks.front() != 0) {  // rank 0 has no such device
    bring_to_rank_0(ranks, reports);
    if (writer && reports.front().measurement.stop_reason != "interrupted")
      record = record_of(planned, order, ranks, reports, exclusive_ && ranks.size() > 1);
  }
  share_loss(planned, ranks, reports);
  return record;
}

results::Case CaseRunner::record_of(const PlannedCase& planned, std::uint32_t order,
                                    const std::vector<int>& ranks, const std::vector<RankReport>& reports,
                                    bool alone) const {
  std::vector<std::int64_t> epochs;
  for (const int rank : ranks) epochs.push_back(session_.epochs[static_cast<std::size_t>(rank)]);
  results::Case record = make_frame(planned, order);
  fill_record(record, ranks, reports, epochs);
  if (alone) count_all_turns(record.wall, reports);
  return record;
}

std::vector<int> CaseRunner::participants_of(const PlannedCase& planned) const {
  std::vector<int> ranks;
  if (planned.description.backend != "host") {
    ranks = devices_.find(planned.description.backend)->election.participants;
    if (planned.description.scope == Scope::world) ranks.resize(static_cast<std::size_t>(planned.ranks_used));
  } else if (planned.description.scope == Scope::device) {
    ranks = session_.election.participants;
  } else {
    ranks.resize(static_cast<std::size_t>(planned.ranks_used));
    std::iota(ranks.begin(), ranks.end(), 0);
  }
  return ranks;
}

World* CaseRunner::group_of(const std::vector<int>& ranks) {
  if (ranks.size() == static_cast<std::size_t>(world_.size())) return &world_;
  auto found = groups_.find(ranks);
  if (found == groups_.end()) found = groups_.emplace(ranks, world_.subgroup(ranks)).first;
  return found->second.get();
}

/// From here to the next case's. On the host the limit is that of a part without a sample or a message; a
/// device is waited for so long, and then its participants for each other.
void CaseRunner::watch_over(const PlannedCase& planned) {
  if (watch_ == nullptr) return;
  if (planned.description.backend != "host") return watch_->expect_within(meeting_limit(timeout_));
  if (watch_->sees_all()) return watch_->expect_within(timeout_);
  watch_->rest();  // a rank that can't be asked may measure while the others sleep
}

bool CaseRunner::one_by_one(const PlannedCase& planned, const World& group) const {
  return exclusive_ && planned.description.scope == Scope::device && group.size() > 1;
}

std::unique_ptr<Trial> CaseRunner::make_trial(const PlannedCase& planned, Context& context) {
  std::vector<std::unique_ptr<Trial>> sets;
  for (int set = 0; set < planned.buffer_sets; ++set)
    sets.push_back(planned.benchmark->make_trial(planned.axes, context));
  if (sets.size() == 1) return std::move(sets.front());
  return std::make_unique<RotatingTrial>(std::move(sets));
}

RankReport CaseRunner::measure_on_host(const PlannedCase& planned, World& group) {
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
                    trial = make_trial(planned, context);
                  }) &&
      all_succeed(group, report, [&] {
        const auto reset_begin = Clock::now();
        trial->reset();
        inputs = Clock::now() - reset_begin;
      });
  if (ready) measure_on_host(planned, *trial, *backend, group, report);
  report.measurement.wall.verification += inputs;
  trial.reset();
  report.wall = Clock::now() - begin;
  return report;
}

void CaseRunner::measure_on_host(const PlannedCase& planned, Trial& trial, Backend& backend, World& group,
                                 RankReport& report) {
  Turns turns(group);
  TurnWorld in_turn(group, turns);
  const bool alone = one_by_one(planned, group);
  try {
    take_samples(planned, trial, backend, alone ? in_turn : group, alone ? &turns : nullptr, report);
  } catch (const std::exception& error) {
    report.failure = error.what();
    if (group.size() == 1) return;
    std::cerr << fmt::format("gpubench: rank {}: {} {}: {}\n", world_.rank(), planned.description.name,
                             planned.axes.to_string(), error.what());
    world_.abort(static_cast<int>(results::ExitCode::software));
  }
}

void CaseRunner::take_samples(const PlannedCase& planned, Trial& trial, Backend& backend, World& members,
                              Turns* turns, RankReport& report) {
  const bool together = planned.description.scope == Scope::world && members.size() > 1;
  const SampleShape shape{planned.batch, planned.cold, together, together && planned.barrier_between,
                          planned.batch_given};
  Limits limits = limits_;
  if (turns != nullptr) limits.warm_up *= members.size();  // it passes while others warm up
  Sampler sampler(trial, backend, members, shape, meter_, turns,
                  watch_ != nullptr ? &watch_->steps() : nullptr);
  TelemetryRecorder readings(
      planned.description.backend == "host" ? nullptr : backends_.telemetry(planned.description.backend));
  report.measurement = gpubench::measure(trial, sampler, members, planned.across_ranks, limits, interrupted_);
  report.telemetry = readings.stop();
  if (report.measurement.stop_reason != "interrupted") {
    const auto begin = Clock::now();
    report.verdict = trial.verify(report.measurement.applications);
    report.measurement.wall.verification += Clock::now() - begin;
  }
  for (auto& fact : trial.facts()) report.facts.push_back(std::move(fact));
  report.series = sampler.series();
}

}  // namespace gpubench
