/// CaseRunner: one planned case over the ranks that take part, from buffers to rank 0's record.
#pragma once
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "harness/backends.hpp"
#include "harness/disturbance.hpp"
#include "harness/limits.hpp"
#include "harness/plan.hpp"
#include "harness/rank_report.hpp"
#include "harness/session.hpp"
#include "results/model.hpp"

namespace gpubench {

class CaseRunner {
 public:
  /// References must outlive the runner. Every rank of the world has one and calls run() with the same cases.
  CaseRunner(World& world, const Session& session, Limits limits, bool exclusive,
             const std::atomic<int>& interrupted);

  /// Of the cases from now on; the same on every rank.
  void set_limits(const Limits& limits) { limits_ = limits; }
  /// Measures the case on its participants while the others sleep. The record on rank 0, nothing elsewhere or
  /// where the case was interrupted. A participant that fails before measuring makes a failed record; one
  /// that fails between collectives of several participants ends the job, since its partners wait inside the
  /// library.
  std::optional<results::Case> run(const PlannedCase& planned, std::uint32_t order);

 private:
  std::vector<int> participants_of(const PlannedCase& planned) const;
  World* group_of(const std::vector<int>& ranks);
  RankReport measure(const PlannedCase& planned, World& group);
  bool one_by_one(const PlannedCase& planned, const World& group) const;
  void measure_trial(const PlannedCase& planned, Trial& trial, Backend& backend, World& group,
                     RankReport& report);

  World& world_;
  const Session& session_;
  Limits limits_;
  bool exclusive_;
  const std::atomic<int>& interrupted_;
  DisturbanceMeter meter_;
  std::map<std::vector<int>, std::unique_ptr<World>> groups_;
  Backends backends_;
};

}  // namespace gpubench
