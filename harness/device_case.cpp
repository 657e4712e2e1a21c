// The part of CaseRunner that measures devices, which may fail or hang without taking the record with them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>

#include "harness/all_succeed.hpp"
#include "harness/case_runner.hpp"
#include "harness/number_ranges.hpp"
#include "harness/record.hpp"
#include "results/error.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// After a failure a device whose operations end in this time is taken for sound.
constexpr Seconds kRecovery{5};
/// After each the watch learns that this rank does not stand still.
constexpr Seconds kLook{0.5};

/// Whether bytes go to the device and come back.
bool answers(Backend& backend) {
  try {
    constexpr std::array<std::byte, 4> kSent{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
    std::array<std::byte, 4> received{};
    const auto memory = backend.allocate({kSent.size()});
    backend.upload(memory->data(), kSent);
    backend.download(received, memory->data());
    return received == kSent;
  } catch (const std::exception&) {
    return false;
  }
}

std::string ranks_text(const std::vector<int>& ranks) {
  return fmt::format("{} {}", ranks.size() == 1 ? "rank" : "ranks", format_ranges(ranks));
}

}  // namespace

RankReport CaseRunner::measure_on_device(const PlannedCase& planned, const std::vector<int>& ranks,
                                         World& group) {
  RankReport report;
  const auto begin = Clock::now();
  const std::string& kind = planned.description.backend;
  const bool world_scope = planned.description.scope == Scope::world;
  Turns turns(group);
  TurnWorld in_turn(group, turns);
  const bool alone = one_by_one(planned, group);
  GuardedWorld members(alone ? static_cast<World&>(in_turn) : group, meeting_limit(timeout_));
  PatientBackend* backend = nullptr;
  std::unique_ptr<Trial> trial;
  Seconds inputs{0};
  Fate fate;
  try {
    Communicator* communicator = nullptr;
    bool ready = all_succeed(members, report, [&] { backend = &backends_.device(kind); });
    if (ready && world_scope) {
      communicator = communicators_.at(planned.transport, kind, *backend, ranks, members, report.obstacle);
      ready = communicator != nullptr;
    }
    ready = ready && all_succeed(members, report, [&] {
              Context context{*backend, devices_.machines().devices.at(kind), communicator, session_.seed};
              trial = make_trial(planned, context);
            });
    ready = ready && all_succeed(members, report, [&] {
              const auto reset_begin = Clock::now();
              trial->reset();
              inputs = Clock::now() - reset_begin;
            });
    if (ready) {
      take_samples(planned, *trial, *backend, members, alone ? &turns : nullptr, report);
      members.finish();
    }
  } catch (const CaseLost& lost) {
    fate = lost.fate;
  } catch (const std::exception& error) {
    report.failure = error.what();
    fate = members.fail(error.what());
  }
  report.measurement.wall.verification += inputs;
  if (!fate.good() || !report.failure.empty()) give_up(planned, ranks, fate, backend, trial, report);
  trial.reset();
  report.wall = Clock::now() - begin;
  return report;
}

/// Ends what is under way, finds out whether the device still answers, and whether the job can go on.
void CaseRunner::give_up(const PlannedCase& planned, const std::vector<int>& ranks, const Fate& fate,
                         PatientBackend* backend, std::unique_ptr<Trial>& trial, RankReport& report) {
  std::string refusal;
  if (planned.description.scope == Scope::world) refusal = communicators_.abort(planned.description.backend);
  if (!refusal.empty() && !report.failure.empty()) report.failure += "; " + refusal;
  bool at_rest = false;
  for (Seconds spent{0}; backend != nullptr && !at_rest && spent < kRecovery; spent += kLook) {
    at_rest = backend->recovered(kLook);
    if (watch_ != nullptr) ++watch_->steps();
  }
  // Freeing its memory would wait for what still uses it.
  if (!at_rest) static_cast<void>(trial.release());
  if (!at_rest || !refusal.empty() || (!report.failure.empty() && !answers(*backend))) {
    report.device_loss = !refusal.empty()          ? refusal
                         : !report.failure.empty() ? report.failure
                                                   : "it did not come to rest";
  }
  if (fate.absent.empty()) return;
  std::vector<int> absent;
  for (const int member : fate.absent) absent.push_back(ranks[static_cast<std::size_t>(member)]);
  stalled_ =
      fmt::format("{} did not arrive within {:g} s", ranks_text(absent), meeting_limit(timeout_).count());
  for (const auto& [member, why] : fate.failures)
    stalled_ += fmt::format("; rank {}: {}", ranks[static_cast<std::size_t>(member)], why);
}

std::optional<results::Case> CaseRunner::stalled_case(const PlannedCase& planned, std::uint32_t order,
                                                      const std::vector<int>& ranks) {
  if (world_.rank() == 0) {
    results::Case record = make_frame(planned, order);
    record.status = results::Status::failed;
    record.reason = stalled_;
    record.participants = ranks;
    record.id = results::identity_of(record);
    return record;
  }
  // Rank 0 sleeps until all have come, which they will not: its journal holds what is finished.
  if (ranks.front() != 0 && world_.rank() == ranks.front()) {
    std::cerr << fmt::format("gpubench: {} {}: {}\n", planned.description.name, planned.axes.to_string(),
                             stalled_);
    world_.abort(static_cast<int>(results::ExitCode::stalled));
  }
  return std::nullopt;
}

void CaseRunner::bring_to_rank_0(const std::vector<int>& ranks, std::vector<RankReport>& reports) {
  using nlohmann::json;
  json packed = json::array();
  for (const RankReport& report : reports) {
    const std::string bytes = to_bytes(report);
    packed.push_back(json::binary({bytes.begin(), bytes.end()}));
  }
  std::string text;
  json::to_cbor(packed, text);
  const json arrived = json::from_cbor(world_.broadcast(text, ranks.front()));
  if (world_.rank() != 0) return;
  for (const json& one : arrived) {
    const auto& bytes = one.get_binary();
    reports.push_back(rank_report_from({bytes.begin(), bytes.end()}));
  }
}

void CaseRunner::share_loss(const PlannedCase& planned, const std::vector<int>& ranks,
                            const std::vector<RankReport>& reports) {
  const std::string& backend = planned.description.backend;
  std::string loss;
  for (std::size_t i = 0; i < reports.size() && loss.empty(); ++i) {
    if (reports[i].device_loss.empty()) continue;
    const auto rank = static_cast<std::size_t>(ranks[i]);
    loss = fmt::format("{} device {} of rank {} was lost in {} {}: {}", backend,
                       devices_.find(backend)->election.identities[rank], rank, planned.description.name,
                       planned.axes.to_string(), reports[i].device_loss);
  }
  loss = world_.broadcast(loss, ranks.front());
  if (!loss.empty()) lost_[backend] = loss;
}

}  // namespace gpubench
